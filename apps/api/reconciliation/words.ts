import type { Difference } from '@kado/domain/reconciliation';
import type { Words } from '../common/problem-catalog';

type Say = (facts: Difference['facts'], lotNo: number | undefined) => Words;

const SAY: Record<Difference['kind'], Say> = {
  missing_execution: ({ stage }) => ({
    ja: `案件は進行中（${stage}）ですが、実行がありません。`,
    en: `The engagement is open (${stage}) and has no execution.`,
  }),
  stray_execution: ({ stage }) => ({
    ja: stage === 'none' ? '案件の記録がない実行が動いています。' : `終わった案件（${stage}）の実行が動いています。`,
    en:
      stage === 'none'
        ? 'An execution runs whose engagement has no row.'
        : `The engagement is over (${stage}), its execution still runs.`,
  }),
  missing_lot_execution: ({ stage }, lotNo) => ({
    ja: `ロット${lotNo}は作業中（${stage}）ですが、実行がありません。`,
    en: `Lot ${lotNo} is at work (${stage}) and has no execution.`,
  }),
  stray_lot_execution: ({ stage }, lotNo) => ({
    ja: `ロット${lotNo}は作業中ではありません（${stage}）が、実行が動いています。`,
    en: `Lot ${lotNo} is not at work (${stage}), its execution still runs.`,
  }),
  projection_differs: ({ differs }, lotNo) => ({
    ja: `記録と実行の内容が違います${ofLot(lotNo).ja}（記録/実行: ${differs}）。`,
    en: `Rows and execution differ${ofLot(lotNo).en} (rows/execution: ${differs}).`,
  }),
  execution_silent: (_, lotNo) => ({
    ja: `実行が応答しません${ofLot(lotNo).ja}。ワークフロータスクの失敗を確かめてください。`,
    en: `The execution does not answer${ofLot(lotNo).en}: see whether its workflow task fails.`,
  }),
  outbox_stuck: ({ to, word, minutes }) => ({
    ja: `${to} への通知「${word}」が${minutes}分間届いていません。`,
    en: `The word "${word}" to ${to} has not been carried for ${minutes} minutes.`,
  }),
  command_unanswered: ({ route, minutes }) => ({
    ja: `要求「${route}」が${minutes}分間完了していません。`,
    en: `The request "${route}" was begun ${minutes} minutes ago and never answered.`,
  }),
};

const ofLot = (lotNo: number | undefined): Words =>
  lotNo === undefined ? { ja: '', en: '' } : { ja: `（ロット${lotNo}）`, en: ` (lot ${lotNo})` };

export function differenceWords({ kind, facts, lotNo }: Difference): Words {
  return SAY[kind](facts, lotNo);
}

/** Why a mend was not done. */
export const NOT_DONE = {
  said_only: {
    ja: '自動では直せません。手順は docs/repair.md にあります。',
    en: 'Nothing mends this by itself: see docs/repair.md.',
  },
  not_needed: { ja: 'すでに必要がなくなっています。', en: 'It is not needed any more.' },
  too_old: {
    ja: '記録が古い形式のため、記録からは再開できません。',
    en: 'Its rows are from before stories could be told from rows: it cannot be started from them.',
  },
  no_answer: { ja: '実行が応答しません。', en: 'The execution does not answer.' },
} as const satisfies Record<string, Words>;
export type NotDone = keyof typeof NOT_DONE;
