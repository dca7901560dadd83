import { both, fixed, role, type Say, task } from './timeline-words';

const passed =
  (ja: string, en: string): Say =>
  (facts) =>
    both(facts, `「${task(facts).ja}」${ja}`, `${en}: ${task(facts).en}`);

/** Who has what in hand, and how it passes on. */
export const PEOPLE_TEXTS: Record<string, Say> = {
  'humanTasks.recall': passed('を引き取りました', 'Taken back'),
  'humanTasks.forward': (facts) =>
    facts.after?.claimedBy === null
      ? passed('を担当者なしに戻しました', 'Back to everybody')(facts)
      : passed('を引き渡しました', 'Given away')(facts),
  'humanTasks.cover': passed('を不在のため引き継ぎました', 'Passed on for an absence'),
  'humanTasks.passOn': passed('を後任に引き継ぎました', 'Passed on to a successor'),
  'members.reassign': ({ after }) => ({
    ja: `${role(after?.role).ja}が交代しました`,
    en: `Another ${role(after?.role).en.toLowerCase()} took over`,
  }),
  'members.leave': ({ before }) => ({
    ja: `${role(before?.role).ja}がチームを離れました`,
    en: `A ${role(before?.role).en.toLowerCase()} left the team`,
  }),
  'items.giveBack': ({ after }) => ({
    ja: `離任した人の作業${after?.given}件をほかの人に戻しました`,
    en: `Somebody left; others may take their ${after?.given} items`,
  }),
  'people.leave': fixed('登録を終えた人がいます', 'A person has left the programme'),
  'absences.declare': fixed('不在が届け出られました', 'An absence was declared'),
  'absences.end': fixed('不在が終わりました', 'An absence is over'),
};
