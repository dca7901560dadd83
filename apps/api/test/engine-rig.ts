import type { KadoActivities, StepOwner } from '@kado/contracts/activities';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { type Case, Rig } from '@kado/workflows/test/rig';
import { ApplicationFailure } from '@temporalio/common';
import { ApiRig, type Reply } from './rig';

/** The API beside a real engine, on one database: stories are driven by the engine's rig, repairs asked over HTTP. */
export class EngineRig {
  private constructor(
    readonly rig: Rig,
    readonly api: ApiRig,
    /** Names of activities that fail from now on and are tried again, as if what they need were away. */
    readonly failing: Set<string>,
    /** Names of activities that fail for good. */
    readonly refusing: Set<string>,
  ) {}

  static async start(): Promise<EngineRig> {
    const failing = new Set<string>();
    const refusing = new Set<string>();
    const rig = await Rig.start({ change: (activities) => breakable(activities, failing, refusing) });
    const api = await ApiRig.start({
      temporalAddress: rig.env.address,
      taskQueue: rig.taskQueue,
      databaseUrl: () => Promise.resolve(rig.databaseUrl),
    });
    return new EngineRig(rig, api, failing, refusing);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.rig.stop();
  }

  repair(c: Case, verb: string, body: object, key?: string): Promise<Reply> {
    return this.api.post(`/engagements/${c.key}/repairs/${verb}`, 'ops01', body, key);
  }

  repairs(c: Case): Promise<Reply> {
    return this.api.get(`/engagements/${c.key}/repairs`, 'ops01');
  }

  async differences(c: Case): Promise<{ kind: string; lotNo: number | null; mend: string }[]> {
    const { body } = await this.api.get('/reconciliation', 'ops01');
    return body.differences.filter(({ engagementKey }: { engagementKey: string }) => engagementKey === c.key);
  }

  mend(c: Case): Promise<Reply> {
    return this.api.post('/reconciliation', 'ops01', { mend: true, reason: '実行の喪失', only: [c.key] });
  }

  /** All executions of an engagement end at the server, as if its store were lost. */
  async lose(c: Case): Promise<void> {
    const lots = await this.rig.sql<{ lot_no: number }>('select lot_no from lot where engagement_id = $1', [
      c.input.engagementId,
    ]);
    // The engagement first: it would start lots that have been ended already.
    for (const id of [engagementWorkflowId(c.key), ...lots.map((lot) => lotWorkflowId(c.key, lot.lot_no))])
      await this.rig.client.workflow
        .getHandle(id)
        .terminate('lost')
        .catch(() => undefined);
  }
}

function breakable(
  activities: KadoActivities,
  failing: ReadonlySet<string>,
  refusing: ReadonlySet<string>,
): KadoActivities {
  const broken = Object.entries(activities).map(([name, run]) => [
    name,
    (input: never) => {
      // A step of a lot can be broken alone: `writeStep:lot`.
      const owner: StepOwner | undefined = (input as { owner?: StepOwner }).owner;
      const names = owner?.lotNo === undefined ? [name] : [name, `${name}:lot`];
      if (names.some((one) => refusing.has(one))) throw ApplicationFailure.nonRetryable('broken for good', 'broken');
      if (names.some((one) => failing.has(one))) throw new TypeError(`${name} is broken`);
      return (run as (input: never) => unknown)(input);
    },
  ]);
  return Object.fromEntries(broken) as KadoActivities;
}
