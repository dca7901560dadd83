import type { Words } from '../common/problem-catalog';
import { ASIDE_TEXTS } from './timeline-texts-asides';
import { CHANGE_TEXTS } from './timeline-texts-changes';
import { PEOPLE_TEXTS } from './timeline-texts-people';
import { REPAIR_TEXTS } from './timeline-texts-repairs';
import { type AuditFacts, both, fixed, outcome, role, type Say, stage, task, versioned } from './timeline-words';

/** Who decided where it was no person of the task's role. */
const DECIDED_BY: Record<string, Words | undefined> = {
  clock: { ja: '（期限により自動）', en: ' (by the clock)' },
  ops: { ja: '（運用による代行）', en: ' (by ops)' },
};

/** One sentence an operation code; what is not here is shown by its code. */
const TEXTS: Record<string, Say> = {
  ...ASIDE_TEXTS,
  ...CHANGE_TEXTS,
  ...REPAIR_TEXTS,
  ...PEOPLE_TEXTS,
  'engagements.start': ({ after }) =>
    after?.reopens === undefined
      ? { ja: '案件を受け付けました', en: 'The engagement was opened' }
      : {
          ja: `${after.reopens} の続きとして案件を受け付けました`,
          en: `The engagement was opened to go on from ${after.reopens}`,
        },
  'engagements.update': fixed('案件の内容を変更しました', 'The engagement was changed'),
  'engagements.stage': ({ after }) => ({
    ja: `段階が「${stage(after?.stage).ja}」になりました`,
    en: `Stage: ${stage(after?.stage).en}`,
  }),
  'lots.stage': (facts) =>
    both(
      facts,
      `「${stage(facts.after?.stage).ja}」に進みました（${facts.after?.round ?? 1}回目）`,
      `${stage(facts.after?.stage).en} (round ${facts.after?.round ?? 1})`,
    ),
  'lots.form': (facts) => both(facts, 'ロットを編成しました', 'The lot was formed'),
  'lots.screen': (facts) => both(facts, '未確認の作業を再確認に回しました', 'Unseen items went back to review'),
  'lots.release': (facts) => both(facts, 'ロットを確定しました', 'The lot was released'),
  'lots.ready': (facts) => both(facts, '作業がすべて終わりました', 'All items are done'),
  'inspections.draw': (facts) => both(facts, '検査対象を抽出しました', 'The inspection sample was drawn'),
  'inspections.record': (facts) => both(facts, '検査結果を記録しました', 'Inspection findings were recorded'),
  'humanTasks.open': (facts) =>
    both(
      facts,
      `「${task(facts).ja}」を${role(facts.after?.role).ja}に依頼しました`,
      `${role(facts.after?.role).en} is asked: ${task(facts).en}`,
    ),
  'humanTasks.complete': (facts) => {
    const by = DECIDED_BY[String(facts.after?.by)];
    return both(
      facts,
      `「${task(facts).ja}」: ${outcome(facts).ja}${by?.ja ?? ''}`,
      `${task(facts).en}: ${outcome(facts).en}${by?.en ?? ''}`,
    );
  },
  'humanTasks.claim': (facts) => both(facts, `「${task(facts).ja}」の担当になりました`, `Claimed: ${task(facts).en}`),
  'humanTasks.release': (facts) =>
    both(facts, `「${task(facts).ja}」の担当を外れました`, `Released: ${task(facts).en}`),
  'humanTasks.delegate': (facts) =>
    both(facts, `「${task(facts).ja}」を別の担当者に渡しました`, `Passed on: ${task(facts).en}`),
  'humanTasks.takeOver': (facts) =>
    both(facts, `「${task(facts).ja}」を引き継ぎました`, `Taken over: ${task(facts).en}`),
  'humanTasks.refuseSignal': (facts) =>
    both(
      facts,
      `「${task(facts).ja}」へのシグナルを受け付けませんでした（${facts.after?.code}）`,
      `A signal was refused (${facts.after?.code}): ${task(facts).en}`,
    ),
  'requirements.write': versioned('要件定義書を作成しました', 'Requirements were written'),
  'quotes.write': versioned('見積を作成しました', 'A quote was written'),
  'manuals.write': versioned('マニュアルを作成しました', 'A manual was written'),
  'manuals.acknowledge': versioned('マニュアルを確認しました', 'The manual was acknowledged'),
  'plans.write': versioned('業務計画を作成しました', 'A plan was written'),
  'members.add': ({ after }) => ({
    ja: `${role(after?.role).ja}がチームに加わりました`,
    en: `${role(after?.role).en} joined the team`,
  }),
  'offers.send': fixed('募集を送りました', 'Offers were sent'),
  'offers.accept': fixed('募集が受諾されました', 'An offer was accepted'),
  'offers.decline': fixed('募集が辞退されました', 'An offer was declined'),
  'evidence.record': fixed('書類を記録しました', 'Evidence was recorded'),
  'imports.create': fixed('作業データを取り込みました', 'Items were imported'),
  'operations.cancel': fixed('取込みを取り消しました', 'An import was cancelled'),
  'items.reserve': fixed('作業を受け取りました', 'Items were taken'),
  'items.release': fixed('作業を戻しました', 'An item was given back'),
  'items.releaseBatch': fixed('作業を戻しました', 'Items were given back'),
  'items.submit': fixed('作業を提出しました', 'An item was submitted'),
  'items.submitBatch': fixed('作業を提出しました', 'Items were submitted'),
  'reviews.next': fixed('確認を始めました', 'Items were taken for review'),
  'reviews.decide': fixed('作業を確認しました', 'Items were reviewed'),
  'adjudications.decide': fixed('判定しました', 'Items were adjudicated'),
  'deliveries.build': fixed('納品物を作成しました', 'The delivery was built'),
};

/** Written operations whose sentence must exist; a test holds this against the policy table. */
export const TOLD_OPERATIONS = Object.keys(TEXTS);

/** What people of the client read: what concerns the order, not how KADO settles it within. */
export const CLIENT_SEES = [
  'engagements.start',
  'engagements.update',
  'engagements.stage',
  'humanTasks.open',
  'humanTasks.complete',
  'requirements.write',
  'lots.stage',
  'deliveries.build',
  'deliveries.reopen',
  'rejections.put',
  'rejections.delete',
  'engagements.hold',
  'engagements.resume',
  'engagements.cancel',
  'engagements.lose',
  'engagements.reopen',
  'changes.request',
  'changes.withdraw',
  'questions.ask',
  'humanTasks.reschedule',
  'humanTasks.withdraw',
  'repairs.terminate',
];

/** Kinds of tasks that the client does not read of: how KADO prices and repairs is its own affair. */
export const WITHIN_KADO = ['approve_margin', 'repair_effect'];

export function timelineText(facts: AuditFacts): Words {
  return TEXTS[facts.operation]?.(facts) ?? { ja: facts.operation, en: facts.operation };
}
