import { engagementWorkflowId } from '@kado/contracts/engagement';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { canMove, isFinal, type Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import { newId } from '@kado/persistence/database';
import {
  addEvidence,
  addMember,
  addTeam,
  importItems,
  inspectSample,
  produceLot,
  rejectItems,
  writePlan,
  writeQuote,
  writeRequirements,
} from '../documents';
import type { Case, Rig } from '../rig';
import { until } from '../until';
import { describeTask, type Model, type ModelTask } from './model';

/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND */
const UNHANDLED_COMMAND = 1;

const LOGINS: Partial<Record<Role, string>> = {
  manager: 'manager01',
  director: 'director01',
  leader: 'leader01',
  coordinator: 'coordinator01',
  client: 'client01',
  ops: 'ops01',
};
export const loginOf = (kind: HumanTaskKind): string => LOGINS[kindSpec(kind).role] as string;

/** One real engagement on its walk: does what the model does, and is looked at from outside. */
export class Real {
  /** Decisions that were answered with yes. */
  acknowledged = 0;

  constructor(
    readonly rig: Rig,
    readonly c: Case,
  ) {}

  static async open(rig: Rig): Promise<Real> {
    const c = await rig.engagement();
    await addMember(rig, c, 'director01', 'director');
    await addTeam(rig, c);
    return new Real(rig, c);
  }

  /** Does the work that a decision stands on; answers its data. */
  async prepare({ kind, lotNo = 0, deliveryNo = 0 }: ModelTask, outcome: string) {
    const { rig, c } = this;
    const next = async (table: string) =>
      (
        await rig.sql<{ n: number }>(
          `select coalesce(max(version), 0) + 1 as n from ${table} where engagement_id = $1`,
          [c.input.engagementId],
        )
      )[0]?.n ?? 1;
    const { evidence } = kindSpec(kind);
    if (evidence && evidence !== 'terms_notice' && evidence !== 'training_gate' && evidence !== 'end_notice')
      await addEvidence(rig, c, evidence, [null]);
    switch (kind) {
      case 'draft_requirements': {
        const version = await next('requirement_version');
        await writeRequirements(rig, c, version);
        return { version };
      }
      case 'price_quote': {
        const version = await next('quote');
        const requirement = (await next('requirement_version')) - 1;
        await writeQuote(rig, c, version, requirement);
        return { version };
      }
      case 'write_plan': {
        const version = await next('plan_version');
        await writePlan(rig, c, version);
        return { version };
      }
      case 'prepare_production':
        await importItems(rig, c, 60);
        return { lots: 2 };
      case 'inspect_lot': {
        const [lot] = await rig.sql<{ round: number }>(
          'select round from lot where engagement_id = $1 and lot_no = $2',
          [c.input.engagementId, lotNo],
        );
        await inspectSample(rig, c, lotNo, lot?.round ?? 1, 0);
        return undefined;
      }
      case 'accept_delivery':
        if (outcome === 'rejected') await rejectItems(rig, c, deliveryNo, 1);
        return undefined;
      default:
        return undefined;
    }
  }

  /** The row of an open task. */
  async row(task: ModelTask): Promise<{ id: string; workflowId: string }> {
    const rows = await this.open();
    const found = rows.find((row) => describeTask(row.task) === describeTask(task));
    if (!found) throw new TypeError(`${this.c.key}: ${describeTask(task)} is not open`);
    return found;
  }

  async open(): Promise<{ id: string; workflowId: string; task: ModelTask }[]> {
    const rows = await this.rig.sql<{
      id: string;
      workflow_id: string;
      kind: HumanTaskKind;
      lot_no: number | null;
      subject: { deliveryNo?: number; questionNo?: number };
    }>(
      `select t.id, t.workflow_id, t.kind, l.lot_no, t.subject from human_task t left join lot l on l.id = t.lot_id
        where t.engagement_id = $1 and t.status = 'open'`,
      [this.c.input.engagementId],
    );
    return rows.map((row) => ({
      id: row.id,
      workflowId: row.workflow_id,
      task: { kind: row.kind, lotNo: row.lot_no ?? undefined, ...row.subject },
    }));
  }

  async ready(lotNo: number): Promise<void> {
    const [lot] = await this.rig.sql<{ round: number }>(
      'select round from lot where engagement_id = $1 and lot_no = $2',
      [this.c.input.engagementId, lotNo],
    );
    await produceLot(this.rig, this.c, lotNo, lot?.round ?? 1);
  }

  /** Sends a decision by the API's door; the code of the refusal where it is refused. */
  async decide(
    task: { id: string; workflowId: string },
    login: string,
    outcome: string,
    data = {},
    decisionId = newId(),
  ) {
    const { rig, c } = this;
    const decision = {
      taskId: task.id,
      outcome,
      actor: (await rig.person(login)).id,
      decisionId,
      data,
      reasonId: await rig.reason(c, '歩行試験の理由'),
    };
    return rig.send(task.workflowId, decision).then(
      () => undefined,
      (error: unknown) => refusalOf(error),
    );
  }

  /** The next step on the straight way, whatever it is; false where it is over. Asks the rows, not a model. */
  async advance(): Promise<boolean> {
    const { rig, c } = this;
    if (isFinal((await rig.stage(c)) as Stage)) return false;
    let next: { id: string; workflowId: string; task: ModelTask } | undefined;
    let lotNo: number | undefined;
    await until(async () => {
      next = (await this.open())[0];
      const [lot] = await rig.sql<{ lot_no: number }>(
        `select lot_no from lot where engagement_id = $1 and stage = 'production' and open > 0 order by lot_no limit 1`,
        [c.input.engagementId],
      );
      lotNo = lot?.lot_no;
      return next !== undefined || lotNo !== undefined;
    }, `${c.key}: something to do`);
    if (next) {
      const outcome = kindSpec(next.task.kind).outcomes[0] as string;
      const data = await this.prepare(next.task, outcome);
      const refused = await this.decide(next, loginOf(next.task.kind), outcome, data);
      if (refused) throw new TypeError(`${c.key}: ${describeTask(next.task)} was refused: ${refused}`);
      this.acknowledged += 1;
    } else await this.ready(lotNo as number);
    return true;
  }

  /** What is seen from outside comes to what the model says, in the projection and in the execution itself. */
  async agrees(model: Model, ms?: number): Promise<void> {
    const expected = { stage: model.stage(), tasks: model.tasks.map(describeTask).sort() };
    let seen: unknown;
    await until(
      async () => {
        seen = {
          stage: await this.rig.stage(this.c),
          tasks: (await this.open()).map(({ task }) => describeTask(task)).sort(),
        };
        return JSON.stringify(seen) === JSON.stringify(expected);
      },
      `${this.c.key}: ${JSON.stringify(expected)}`,
      ms,
    ).catch((error: unknown) => {
      throw new TypeError(`${String(error)}\nseen: ${JSON.stringify(seen)}`);
    });
  }

  /** At the end: execution, projection and audit say the same; no workflow task has ever failed by our fault. */
  async check(model: Model): Promise<void> {
    const { rig, c } = this;
    await this.agrees(model);
    const workflows = new Map<string, string[]>();
    for (const row of await this.open())
      workflows.set(row.workflowId, [...(workflows.get(row.workflowId) ?? []), row.id]);
    for (const [workflowId, ids] of workflows)
      expect((await rig.waiting(workflowId)).map((wait) => wait.taskId).sort()).toEqual(ids.sort());
    const audit = await rig.sql<{ operation: string; entity_id: string; n: number }>(
      `select operation, entity_id, count(*)::int as n from audit_log where engagement_id = $1 and operation = 'humanTasks.complete'
        group by operation, entity_id`,
      [c.input.engagementId],
    );
    expect(audit.filter(({ n }) => n !== 1)).toEqual([]);
    expect(audit).toHaveLength(this.acknowledged);
    const moves = await rig.sql<{ id: string; from: Stage; to: Stage }>(
      `select a.id, a.before->>'stage' as "from", a.after->>'stage' as "to" from audit_log a
        where engagement_id = $1 and operation = 'engagements.stage' and before->>'stage' is not null
          and not exists (select 1 from audit_log r where r.engagement_id = a.engagement_id and r.operation = 'repairs.reset'
                             and r.at = a.at) order by id`,
      [c.input.engagementId],
    );
    expect(moves.filter(({ from, to }) => !canMove(from, to)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const failed = (await rig.histories(engagementWorkflowId(c.key)))
      .flatMap((history) => history.events ?? [])
      .filter(({ workflowTaskFailedEventAttributes: f }) => f && f.cause !== UNHANDLED_COMMAND);
    expect(failed).toEqual([]);
  }
}

export function refusalOf(error: unknown): string {
  const { cause } = error as { cause?: { type?: string } };
  return cause?.type ?? (error instanceof Error ? error.name : String(error));
}
