import { STAGE_NAMES } from '@kado/domain/lifecycle';
import type { Words } from '../common/problem-catalog';

export const STAGE_WORDS: Record<string, Words | undefined> = STAGE_NAMES;

export const OUTCOME_WORDS: Record<string, Words | undefined> = {
  qualified: { ja: '受注可能', en: 'qualified' },
  declined: { ja: '辞退', en: 'declined' },
  submitted: { ja: '提出', en: 'submitted' },
  staffed: { ja: '確保済み', en: 'staffed' },
  released: { ja: '開始', en: 'released' },
  quoted: { ja: '見積提示', en: 'quoted' },
  approved: { ja: '承認', en: 'approved' },
  refused: { ja: '差戻し', en: 'refused' },
  signed: { ja: '署名', en: 'signed' },
  returned: { ja: '差戻し', en: 'returned' },
  confirmed: { ja: '確認済み', en: 'confirmed' },
  assembled: { ja: '編成済み', en: 'assembled' },
  issued: { ja: '交付済み', en: 'issued' },
  passed: { ja: '合格', en: 'passed' },
  inspected: { ja: '検査済み', en: 'inspected' },
  sent: { ja: '納品済み', en: 'sent' },
  accepted: { ja: '検収', en: 'accepted' },
  // what the client said of an order, a delivery, a change; what a clock said in somebody's place
  expired: { ja: '期限切れ', en: 'expired' },
  rejected: { ja: '不合格', en: 'rejected' },
  deemed: { ja: 'みなし検収', en: 'deemed accepted' },
  agreed: { ja: '同意', en: 'agreed' },
  rework: { ja: '手直し', en: 'sent back for rework' },
  answered: { ja: '回答', en: 'answered' },
  dropped: { ja: '回答不要', en: 'dropped' },
  offered: { ja: '条件提示', en: 'terms offered' },
  notified: { ja: '通知済み', en: 'notified' },
  settled: { ja: '精算済み', en: 'settled' },
  retried: { ja: '再実行', en: 'tried again' },
  skipped: { ja: '省略', en: 'skipped' },
  done: { ja: '完了', en: 'done' },
};

/** Kinds of decisions where an outcome means something else than elsewhere. */
export const OUTCOMES_OF: Record<string, Record<string, Words | undefined> | undefined> = {
  assess_change: { refused: { ja: '見送り', en: 'not taken on' } },
  consent_change: { refused: { ja: '不同意', en: 'not agreed' } },
  sign_requirements: { declined: { ja: '見送り（失注）', en: 'declined by the client' } },
  prepare_pilot: { released: { ja: '開始', en: 'begun' } },
  prepare_production: { released: { ja: '開始', en: 'begun' } },
  extend_production: { released: { ja: '開始', en: 'begun' } },
};
