import type { WaitingCause } from '@kado/contracts/schemas/waiting';
import type { Compensation } from '@kado/domain/commands';
import { isHumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { STAGE_NAMES, type Stage } from '@kado/domain/lifecycle';
import type { Hold } from '../common/hold';
import type { Words } from '../common/problem-catalog';
import { effectWords } from '../common/subject-words';
import type { DeliveryFacts, EndFacts, LotFacts, TaskFacts } from './waiting-facts';

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
const words = (ja: string, en: string): Words => ({ ja, en });
const nobody = { role: null, who: null, until: null, pausedAt: null } as const;

export const lotName = (lotNo: number): Words =>
  lotNo === 0 ? words('パイロット', 'Pilot') : words(`ロット${lotNo}`, `Lot ${lotNo}`);

export function holdCause(hold: Hold, tasks: readonly TaskFacts[]): WaitingCause {
  const under = STAGE_NAMES[hold.stage];
  return {
    type: 'hold',
    what: words(`保留中（もとの段階: ${under.ja}）`, `On hold (stage underneath: ${under.en})`),
    role: hold.role,
    who: hold.person,
    since: iso(hold.since),
    until: null,
    pausedAt: iso(hold.since),
    nextStep: words('再開すると、残りの期限から続きます', 'Resume it: every clock goes on with the time it had left'),
    facts: {
      stage: hold.stage,
      ...(hold.reason !== null && { reason: hold.reason }),
      stoppedTasks: tasks.filter(({ pausedAt }) => pausedAt !== null).map(({ taskId }) => taskId),
    },
  };
}

/** A lot at work, or one whose next task is not asked yet; a lot with an open task waits for that. */
export function lotCause(lot: LotFacts, pausedAt: Date | null): WaitingCause {
  const { lotNo, round, open, total } = lot;
  const name = lotName(lotNo);
  return {
    type: 'lot',
    what: words(
      `${name.ja}: ${STAGE_NAMES[lot.stage].ja}（${round}回目、未完了 ${open}／${total}件）`,
      `${name.en}: ${STAGE_NAMES[lot.stage].en} (round ${round}, ${open} of ${total} items open)`,
    ),
    ...nobody,
    since: iso(lot.since),
    pausedAt: iso(pausedAt),
    nextStep: afterLot(lot),
    facts: { lotNo, lotStage: lot.stage, round, open, total, lastActivityAt: iso(lot.lastActivityAt) },
  };
}

function afterLot({ lotNo, stage, open }: LotFacts): Words {
  if (stage === 'released') return words('ほかのロットとともに納品します', 'It is delivered with the other lots');
  if (stage === 'production' && open > 0)
    return lotNo === 0
      ? words('全件が終わると計測結果で見積もります', 'Once every item is done it is measured for the quote')
      : words('全件が終わると抜取検査に進みます', 'Once every item is done a sample is inspected');
  return words('検査対象をシステムが抽出しています', 'The system draws the sample to inspect');
}

export function deliveryCause(delivery: DeliveryFacts, tasks: readonly TaskFacts[]): WaitingCause {
  const { deliveryNo, items, rejectedItems } = delivery;
  const task = tasks.find(
    ({ kind, subject }) => kind === 'accept_delivery' && Number(subject.deliveryNo ?? 1) === deliveryNo,
  );
  return {
    type: 'delivery',
    what: words(`納品${deliveryNo}: ${items}件が検収待ち`, `Delivery ${deliveryNo}: ${items} items with the client`),
    role: 'client',
    who: task?.who ?? null,
    since: iso(delivery.sentAt),
    until: iso(task?.dueAt),
    pausedAt: iso(task?.pausedAt),
    nextStep: task?.expires
      ? words(
          '検収。期限までに返答がなければ検収とみなします',
          'Acceptance; silence until the end of the term counts as it',
        )
      : words('検収、または対象を指定した差戻し', 'Acceptance, or rejection by exact items'),
    facts: { deliveryNo, items, rejectedItems, ...(task && { taskId: task.taskId }) },
  };
}

export function effectCause({ subject, ...task }: TaskFacts): WaitingCause {
  const effect = String(subject.effect ?? '');
  const name = effectWords(effect);
  return {
    type: 'effect',
    what: words(`処理「${name.ja}」が失敗しています`, `An effect fails: ${name.en}`),
    role: task.role,
    who: task.who,
    since: iso(task.since),
    until: iso(task.dueAt),
    pausedAt: iso(task.pausedAt),
    nextStep: words('自動で再試行しながら、運用の判断を待ちます', 'It is tried again by itself until ops decides'),
    facts: { effect, taskId: task.taskId, ...(task.lotNo !== null && { lotNo: task.lotNo }) },
  };
}

export function stepCauses(steps: readonly Compensation[], tasks: readonly TaskFacts[]): WaitingCause[] {
  return steps.map((step, at) => {
    const task = tasks.find(({ kind, chapter }) => kind === step && chapter === 'cancelling');
    const next = steps[at + 1];
    return {
      type: 'step',
      what: stepName(step),
      role: isHumanTaskKind(step) ? kindSpec(step).role : null,
      who: task?.who ?? null,
      since: iso(task?.since),
      until: iso(task?.dueAt),
      pausedAt: iso(task?.pausedAt),
      nextStep: next === undefined ? words('手続きの終了', 'The end of the engagement') : stepName(next),
      facts: { step, ...(task && { taskId: task.taskId }) },
    };
  });
}

function stepName(step: Compensation): Words {
  if (!isHumanTaskKind(step)) return effectWords(step);
  const { ja, en } = kindSpec(step);
  return words(ja, en);
}

export function endCause(stage: Stage, end: EndFacts): WaitingCause {
  const { ja, en } = STAGE_NAMES[stage];
  const later = end.reopenedAs.join(', ');
  return {
    type: 'end',
    what: words(`終了（${ja}）`, `Ended (${en})`),
    ...nobody,
    role: end.role,
    who: end.who,
    since: iso(end.closedAt),
    nextStep: later
      ? words(`続きは ${later} です`, `It goes on as ${later}`)
      : words('なし。続きが必要なら新しい案件として再開できます', 'None; reopened it would be a new engagement'),
    facts: { outcome: stage, ...(end.reason !== null && { reason: end.reason }), reopenedAs: end.reopenedAs },
  };
}

/** Between two steps, or at something that is not for this reader. */
export function systemCause(since: Date, isClient: boolean): WaitingCause {
  return {
    type: 'system',
    what: isClient
      ? words('KADOで手続きを進めています', 'KADO is at work on it')
      : words('システムの処理中', 'The system is at work'),
    ...nobody,
    since: iso(since),
    nextStep: words('終わり次第、次の担当者に依頼します', 'When it is done the next person is asked'),
    facts: {},
  };
}
