import type { Waiting, WaitingCause, WaitingTask } from '@kado/contracts/schemas/waiting';
import { kindSpec } from '@kado/domain/human-tasks';
import { isFinal } from '@kado/domain/lifecycle';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Actor } from '../common/actor';
import { readHold } from '../common/hold';
import { namedWith, subjectWords } from '../common/subject-words';
import { WITHIN_KADO } from './timeline-texts';
import {
  deliveryCause,
  effectCause,
  endCause,
  holdCause,
  lotCause,
  lotName,
  stepCauses,
  systemCause,
} from './waiting-causes';
import {
  type Person,
  readEnd,
  readLots,
  readSentDeliveries,
  readStepsLeft,
  readTasks,
  type TaskFacts,
} from './waiting-facts';
import { summarize } from './waiting-summary';

type Viewed = Entitled<EngagementRow>;
type Reader = { isClient: boolean; name: (person: Person | null) => Person | null };

/** Why an engagement stands where it stands, from the projection: in every state there is somebody or something to name. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  waiting(actor: Actor, idOrKey: string): Promise<Waiting> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.waiting', idOrKey);
      const isClient = engagement.actingRole === 'client';
      const isNameless = isClient || engagement.actingRole === 'city';
      const reader: Reader = {
        isClient,
        name: (person) => (person && (!isNameless || person.id === actor.personId) ? person : null),
      };
      const tasks = (await readTasks(tx, engagement.id)).filter(({ kind }) => !isClient || !WITHIN_KADO.includes(kind));
      const waiting = tasks.map((task) => showTask(task, reader));
      const causes = (await readCauses(tx, engagement, tasks, reader)).map((cause) => shownTo(cause, reader));
      return {
        engagementKey: engagement.key,
        stage: engagement.stage,
        summary: summarize(engagement.stage, waiting, causes),
        waiting,
        causes,
      };
    });
  }
}

/** Between two steps nobody is asked and nothing stands still: then it is the system's turn, and that is said too. */
async function readCauses(
  tx: Tx,
  engagement: Viewed,
  tasks: readonly TaskFacts[],
  { isClient }: Reader,
): Promise<WaitingCause[]> {
  const causes = await namedCauses(tx, engagement, tasks);
  if (causes.length > 0 || tasks.length > 0) return causes;
  const row = await tx.one<{ since: Date }>(
    'select coalesce(max(at), now()) as since from audit_log where engagement_id = $1',
    [engagement.id],
  );
  return [systemCause(row?.since ?? new Date(), isClient)];
}

async function namedCauses(tx: Tx, { id, stage }: Viewed, tasks: readonly TaskFacts[]): Promise<WaitingCause[]> {
  if (isFinal(stage)) return [endCause(stage, await readEnd(tx, id))];
  const effects = tasks.filter(({ kind }) => kind === 'repair_effect').map(effectCause);
  if (stage === 'cancelling') return [...effects, ...stepCauses(await readStepsLeft(tx, id), tasks)];
  const hold = await readHold(tx, id);
  const asked = new Set(tasks.map(({ lotNo }) => lotNo));
  const lots = (await readLots(tx, id)).filter(({ lotNo }) => !asked.has(lotNo));
  const deliveries = await readSentDeliveries(tx, id);
  return [
    ...(hold ? [holdCause(hold, tasks)] : []),
    ...effects,
    ...deliveries.map((delivery) => deliveryCause(delivery, tasks)),
    ...lots.map((lot) => lotCause(lot, hold?.since ?? null)),
  ];
}

function showTask(task: TaskFacts, reader: Reader): WaitingTask {
  const { taskId, kind, role, escalatedTo, waitsFor, lotNo, subject } = task;
  const spec = kindSpec(kind);
  const who = reader.name(task.who);
  const label = lotNo === null ? subjectWords(subject) : lotName(lotNo);
  return {
    taskId,
    kind,
    lotNo,
    role,
    escalatedTo,
    waitsFor,
    what: namedWith(spec, label),
    who,
    // Who may not read a name reads nothing of its person either.
    claimedAt: (who && task.claimedAt?.toISOString()) ?? null,
    holderAbsence: who && task.holderAbsence,
    since: task.since.toISOString(),
    dueAt: task.dueAt.toISOString(),
    until: task.dueAt.toISOString(),
    pausedAt: task.pausedAt?.toISOString() ?? null,
    nextStep: { ja: spec.ja, en: spec.en },
  };
}

/** As in the timeline: the client reads no reasons but those of its own side. */
function shownTo(cause: WaitingCause, reader: Reader): WaitingCause {
  const { reason, ...facts } = cause.facts;
  const mayRead = reason !== undefined && (!reader.isClient || cause.role === 'client');
  return { ...cause, who: reader.name(cause.who), facts: { ...facts, ...(mayRead && { reason }) } };
}
