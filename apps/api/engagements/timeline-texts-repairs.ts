import type { Words } from '../common/problem-catalog';
import { both, fixed, type Say, stage, task } from './timeline-words';

const MENDED: Record<string, Words> = {
  start_from_rows: {
    ja: '記録から実行を再開しました',
    en: 'The execution was started again from the rows',
  },
  terminate: { ja: '余分な実行を終了しました', en: 'A stray execution was ended' },
  resync: { ja: '記録を実行に合わせ直しました', en: 'The rows were written anew from the execution' },
};

/** What ops does: repairs, and the mends of a reconciliation. */
export const REPAIR_TEXTS: Record<string, Say> = {
  'repairs.retry': fixed('失敗した処理の再試行を指示しました', 'Failed effects are tried again'),
  'repairs.skip': (facts) =>
    facts.after?.effects === undefined
      ? both(facts, `運用が「${task(facts).ja}」を省略しました`, `Ops skipped: ${task(facts).en}`)
      : { ja: '失敗した処理を省略しました', en: 'A failed effect was skipped' },
  'repairs.reset': ({ after }) => ({
    ja: `「${stage(after?.stage).ja}」からやり直すことにしました`,
    en: `Sent back to: ${stage(after?.stage).en}`,
  }),
  'repairs.terminate': ({ after }) =>
    after?.force === true
      ? { ja: '実行を止めて強制終了しました', en: 'Ended by force, without its execution' }
      : { ja: '強制終了しました', en: 'Ended by ops' },
  'repairs.resync': (facts) => both(facts, '記録を書き直しました', 'The rows were written anew'),
  'repairs.handOver': (facts) => both(facts, '新しい実行への引継ぎを指示しました', 'It goes on in a new run'),
  'reconciliation.mend': ({ after }) =>
    MENDED[String(after?.mend)] ?? { ja: '記録と実行の違いを直しました', en: 'Rows and execution were reconciled' },
};
