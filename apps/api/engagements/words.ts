import type { LotStage, Stage } from '@kado/domain/lifecycle';
import type { Words } from '../common/problem-catalog';

const STAGES: Record<Stage | LotStage, Words> = {
  inquiry: { ja: '引合い', en: 'Inquiry' },
  requirements: { ja: '要件定義', en: 'Requirements' },
  decomposition: { ja: '業務分解', en: 'Decomposition' },
  team_assembly: { ja: 'チーム編成', en: 'Team assembly' },
  production: { ja: '制作', en: 'Production' },
  quality: { ja: '品質検査', en: 'Quality' },
  delivery: { ja: '納品', en: 'Delivery' },
  closing: { ja: '精算・終了手続き', en: 'Closing' },
  closed: { ja: '完了', en: 'Closed' },
  declined: { ja: '辞退', en: 'Declined' },
  released: { ja: '確定', en: 'Released' },
};
export const STAGE_WORDS: Record<string, Words | undefined> = STAGES;

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
  done: { ja: '完了', en: 'done' },
};
