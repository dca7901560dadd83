import { CLOCK_NAMES, type ClockCode } from '@kado/domain/clock-codes';
import { commandSpec, isCommandKind } from '@kado/domain/commands';
import type { Words } from '../common/problem-catalog';
import { both, fixed, role, type Say, task } from './timeline-words';

const numbered =
  (key: string, ja: (n: string) => string, en: (n: string) => string): Say =>
  ({ after }) => {
    const n = after?.[key] === undefined ? '' : `${after[key]}`;
    return { ja: ja(n), en: en(n) };
  };

/** How many of the term is over, what is near, or that the clock decides; and who may decide too from now on. */
const clock: Say = (facts) => {
  const { code, percent, escalatedTo } = facts.after ?? {};
  const name = task(facts);
  const more = escalatedTo === undefined ? undefined : role(escalatedTo);
  const struck = CLOCK_NAMES[code as ClockCode] ?? { ja: `期限の${percent}%`, en: `${percent}% of the time` };
  return both(
    facts,
    `「${name.ja}」の期限の知らせ: ${struck.ja}${more ? `（${more.ja}も判断できます）` : ''}`,
    `Clock of ${name.en}: ${struck.en}${more ? ` (${more.en} may decide too)` : ''}`,
  );
};

const refusedCommand: Say = ({ after }) => {
  const sent = String(after?.command ?? '');
  const { ja, en }: Words = isCommandKind(sent) ? commandSpec(sent) : { ja: sent, en: sent };
  return {
    ja: `シグナルのコマンド「${ja}」を受け付けませんでした（${after?.code}）`,
    en: `A command by Signal was refused (${after?.code}): ${en}`,
  };
};

/** What stands beside the straight way: commands, what the system undoes, questions. */
export const ASIDE_TEXTS: Record<string, Say> = {
  'engagements.hold': fixed('案件を保留しました', 'The engagement was put on hold'),
  'engagements.resume': fixed('案件を再開しました', 'The engagement goes on'),
  'engagements.cancel': fixed('案件の中止を決めました', 'The engagement is cancelled'),
  'engagements.lose': fixed('失注としました', 'The order was lost'),
  'engagements.refuseCommand': refusedCommand,
  'engagements.reopen': ({ after }) => ({
    ja: `この案件の続きとして ${after?.reopenedAs} を始めました`,
    en: `${after?.reopenedAs} goes on from this engagement`,
  }),
  'questions.ask': (facts) => {
    const n = facts.after?.questionNo ?? '';
    const { ja, en } = task(facts);
    return {
      ja: `クライアントに質問${n}をしました（「${ja}」の期限を停止）`,
      en: `Question ${n} to the client; its answer is needed for: ${en}`,
    };
  },
  'rejections.put': ({ after }) => ({
    ja: `納品${after?.deliveryNo}の不合格を${after?.items}件指定しました`,
    en: `${after?.items} items of delivery ${after?.deliveryNo} were named as not acceptable`,
  }),
  'rejections.delete': numbered(
    'deliveryNo',
    (n) => `納品${n}の不合格の指定を取り消しました`,
    (n) => `The items named in delivery ${n} were taken back`,
  ),
  'deliveries.reopen': ({ after }) => ({
    ja: `納品${after?.deliveryNo}で不合格の${after?.items}件を作成者に戻しました`,
    en: `${after?.items} rejected items of delivery ${after?.deliveryNo} went back to their authors`,
  }),
  'humanTasks.clock': clock,
  'humanTasks.reschedule': (facts) =>
    both(facts, `「${task(facts).ja}」の期限を変更しました`, `The due time was moved: ${task(facts).en}`),
  'humanTasks.withdraw': (facts) =>
    both(facts, `「${task(facts).ja}」を取り下げました`, `Taken back: ${task(facts).en}`),
  'items.stop': ({ after }) => ({
    ja: `作業を止めました（未完了${after?.voided}件、うち作業中${after?.released}件）`,
    en: `The work was stopped (${after?.voided} unfinished items, ${after?.released} of them in hand)`,
  }),
  'offers.withdraw': numbered(
    'withdrawn',
    (n) => `回答のない募集${n}件を取り下げました`,
    (n) => `${n} unanswered offers were withdrawn`,
  ),
  'lots.rework': (facts) => both(facts, '未確認の作業を作成者に戻しました', 'Unseen items went back to their authors'),
};
