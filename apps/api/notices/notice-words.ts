import { isHumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { Words } from '../common/problem-catalog';

export interface NoticeData {
  engagementKey?: string;
  taskId?: string;
  kind?: string;
  changeNo?: number;
  deliveryNo?: number;
  items?: number;
}

type Say = (name: Words, data: NoticeData) => Words;
const say =
  (ja: string, en: string): Say =>
  () => ({ ja, en });
const about =
  (ja: string, en: string): Say =>
  (name) => ({ ja: `「${name.ja}」: ${ja}`, en: `${name.en}: ${en}` });

const TEXTS: Record<string, Say> = {
  hold: say('案件が保留になりました。期限は止まっています。', 'The engagement is on hold; its clocks stand still.'),
  resume: say('案件が再開しました。', 'The engagement goes on.'),
  cancel: say('案件は中止になりました。', 'The engagement is cancelled.'),
  change_agreed: (_, { changeNo }) => ({
    ja: `変更${changeNo ?? ''}が合意されました。新しい取引条件を確認してください。`,
    en: `Change ${changeNo ?? ''} is agreed: read the new terms.`,
  }),
  delivery_sent: (_, { deliveryNo }) => ({
    ja: `納品${deliveryNo ?? ''}が届きました。検収をお願いします。`,
    en: `Delivery ${deliveryNo ?? ''} has been sent: please accept it or name what is wrong.`,
  }),
  import_done: (_, { items }) => ({
    ja: `作業データ${items ?? ''}件の取込みが終わりました。`,
    en: `${items ?? 'All'} items have been imported.`,
  }),
  import_failed: say(
    '作業データを取り込めませんでした。何も取り込まれていません。',
    'The items could not be imported; nothing of them is there.',
  ),
  task_passed: about('あなたの担当になりました。', 'it is yours now.'),
  reassigned: say('案件の担当を引き継ぎました。', 'You have taken over in this engagement.'),
  reassigned_other: say('案件の担当者が交代しました。', 'Somebody else has taken over in this engagement.'),
  clock_three_quarters: about('期限の75%が過ぎました。', '75% of the time is over.'),
  clock_due: about('期限が過ぎました。', 'the term is over.'),
  clock_overdue: about('期限を2営業日過ぎました。', 'two business days past the term.'),
  clock_not_started: about('まだ誰も着手していません。', 'nobody has begun.'),
  clock_reminder: about('期限が近づいています。', 'the end of the term is near.'),
  clock_start: about('作業開始予定日が近づいています。', 'the agreed start of the work is near.'),
};

export function noticeWords(kind: string, data: NoticeData): Words {
  const name: Words = data.kind && isHumanTaskKind(data.kind) ? kindSpec(data.kind) : { ja: kind, en: kind };
  return TEXTS[kind]?.({ ja: name.ja, en: name.en }, data) ?? { ja: kind, en: kind };
}
