import type { Say } from './timeline-words';

const numbered =
  (ja: string, en: string): Say =>
  ({ after }) => ({ ja: `変更依頼${after?.changeNo ?? ''}${ja}`, en: `Change ${after?.changeNo ?? ''} ${en}` });
const planned =
  (ja: string, en: string): Say =>
  ({ after }) => ({
    ja: `計画第${after?.planVersion ?? ''}版${ja}`,
    en: `Plan version ${after?.planVersion ?? ''} ${en}`,
  });

/** Changes of what was agreed, and of the running plan. */
export const CHANGE_TEXTS: Record<string, Say> = {
  'changes.draft': numbered('の内容と影響を記録しました', 'was drawn up'),
  'changes.request': numbered('が出されました', 'was asked for'),
  'changes.offer': numbered('の条件を用意しました', 'has its terms'),
  'changes.withdraw': numbered('が取り下げられました', 'was withdrawn'),
  'changes.undo': numbered('は受け付けられませんでした', 'was not taken up'),
  'planChanges.draft': planned('の影響を記録しました', 'was compared with the running plan'),
  'planChanges.propose': planned('への変更を提案しました', 'was proposed for the running work'),
  'planChanges.undo': planned('への変更は受け付けられませんでした', 'was not taken up'),
};
