import type { LotStage, Stage } from './lifecycle';
import type { Role } from './roles';

/**
 * Every human step of an engagement: who decides, which outcomes exist, in which stage it may be open and how long it
 * may take. `dueBusinessDays` are working days of the Japanese calendar; a step that waits for the client does not run
 * down KADO's own clock (`waitsFor: 'client'`). `evidence` lists the kinds of evidence that must be on file before the
 * step can be completed.
 */
export interface HumanTaskKindSpec {
  role: Role;
  stage: Stage | LotStage;
  outcomes: readonly string[];
  dueBusinessDays: number;
  waitsFor: 'kado' | 'client';
  evidence?: EvidenceKind;
  /** Outcomes that send work back and therefore need a written reason. */
  reasonFor?: readonly string[];
  ja: string;
  en: string;
}

export const EVIDENCE_KINDS = [
  'terms_notice',
  'training_gate',
  'invoice',
  'time_approval',
  'pay_schedule',
  'data_return',
  'retrospective',
  'kpi',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Evidence that speaks of one person; the others speak of the engagement. */
export const PERSONAL_EVIDENCE: readonly EvidenceKind[] = ['terms_notice', 'training_gate'];

export const HUMAN_TASK_KINDS = {
  qualify_inquiry: {
    role: 'manager',
    stage: 'inquiry',
    outcomes: ['qualified', 'declined'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    reasonFor: ['declined'],
    ja: '引合いの可否判断',
    en: 'Qualify the inquiry',
  },
  draft_requirements: {
    role: 'manager',
    stage: 'requirements',
    outcomes: ['submitted'],
    dueBusinessDays: 10,
    waitsFor: 'kado',
    ja: '要件定義書の作成',
    en: 'Draft the requirements',
  },
  staff_pilot: {
    role: 'coordinator',
    stage: 'requirements',
    outcomes: ['staffed'],
    dueBusinessDays: 3,
    waitsFor: 'kado',
    ja: 'パイロット要員の確保',
    en: 'Staff the pilot',
  },
  prepare_pilot: {
    role: 'director',
    stage: 'requirements',
    outcomes: ['released'],
    dueBusinessDays: 2,
    waitsFor: 'kado',
    ja: 'パイロット作業の準備',
    en: 'Prepare the pilot lot',
  },
  price_quote: {
    role: 'manager',
    stage: 'requirements',
    outcomes: ['quoted'],
    dueBusinessDays: 2,
    waitsFor: 'kado',
    ja: '見積の作成',
    en: 'Price the quote',
  },
  approve_margin: {
    role: 'manager',
    stage: 'requirements',
    outcomes: ['approved', 'refused'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    reasonFor: ['refused'],
    ja: '利益率下限割れの内部承認',
    en: 'Approve a margin under the floor',
  },
  sign_requirements: {
    role: 'client',
    stage: 'requirements',
    outcomes: ['signed', 'returned'],
    dueBusinessDays: 10,
    waitsFor: 'client',
    reasonFor: ['returned'],
    ja: '要件定義書・見積への署名',
    en: 'Sign requirements and quote',
  },
  confirm_contract: {
    role: 'manager',
    stage: 'requirements',
    outcomes: ['confirmed'],
    dueBusinessDays: 2,
    waitsFor: 'kado',
    ja: '契約の確認',
    en: 'Confirm the contract',
  },
  write_plan: {
    role: 'director',
    stage: 'decomposition',
    outcomes: ['submitted'],
    dueBusinessDays: 5,
    waitsFor: 'kado',
    ja: '業務分解・マニュアル・品質計画の作成',
    en: 'Write plan, manual and QA plan',
  },
  approve_plan: {
    role: 'manager',
    stage: 'decomposition',
    outcomes: ['approved', 'returned'],
    dueBusinessDays: 2,
    waitsFor: 'kado',
    reasonFor: ['returned'],
    ja: '計画の承認',
    en: 'Approve the plan',
  },
  assemble_team: {
    role: 'coordinator',
    stage: 'team_assembly',
    outcomes: ['assembled'],
    dueBusinessDays: 5,
    waitsFor: 'kado',
    ja: 'チーム編成',
    en: 'Assemble the team',
  },
  issue_terms_notices: {
    role: 'coordinator',
    stage: 'team_assembly',
    outcomes: ['issued'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    evidence: 'terms_notice',
    ja: '取引条件の明示（3条通知）',
    en: 'Issue the terms notices',
  },
  pass_training_gate: {
    role: 'leader',
    stage: 'team_assembly',
    outcomes: ['passed'],
    dueBusinessDays: 5,
    waitsFor: 'kado',
    evidence: 'training_gate',
    ja: '研修ゲートの確認',
    en: 'Confirm the training gate',
  },
  prepare_production: {
    role: 'director',
    stage: 'production',
    outcomes: ['released'],
    dueBusinessDays: 2,
    waitsFor: 'kado',
    ja: '作業データの取込みとロット編成',
    en: 'Import the items and form the lots',
  },
  inspect_lot: {
    role: 'leader',
    stage: 'quality',
    outcomes: ['inspected'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    ja: 'ロットの抜取検査',
    en: 'Inspect the lot sample',
  },
  decide_lot: {
    role: 'director',
    stage: 'quality',
    outcomes: ['approved', 'refused'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    reasonFor: ['refused'],
    ja: 'ロットの品質承認',
    en: 'Approve or refuse the lot',
  },
  send_delivery: {
    role: 'manager',
    stage: 'delivery',
    outcomes: ['sent'],
    dueBusinessDays: 1,
    waitsFor: 'kado',
    ja: '納品',
    en: 'Send the delivery',
  },
  accept_delivery: {
    role: 'client',
    stage: 'delivery',
    outcomes: ['accepted'],
    dueBusinessDays: 10,
    waitsFor: 'client',
    ja: '検収',
    en: 'Accept the delivery',
  },
  issue_invoice: {
    role: 'manager',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 3,
    waitsFor: 'kado',
    evidence: 'invoice',
    ja: '請求書の発行',
    en: 'Issue the invoice',
  },
  approve_time: {
    role: 'leader',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 3,
    waitsFor: 'kado',
    evidence: 'time_approval',
    ja: '作業時間の承認',
    en: 'Approve all time',
  },
  schedule_pay: {
    role: 'coordinator',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 5,
    waitsFor: 'kado',
    evidence: 'pay_schedule',
    ja: '報酬支払の手配',
    en: 'Schedule the pay',
  },
  return_data: {
    role: 'director',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 10,
    waitsFor: 'kado',
    evidence: 'data_return',
    ja: '預かりデータの返却・消去',
    en: 'Return or delete the data',
  },
  hold_retrospective: {
    role: 'director',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 10,
    waitsFor: 'kado',
    evidence: 'retrospective',
    ja: '振り返り',
    en: 'Hold the retrospective',
  },
  post_kpi: {
    role: 'manager',
    stage: 'closing',
    outcomes: ['done'],
    dueBusinessDays: 10,
    waitsFor: 'kado',
    evidence: 'kpi',
    ja: 'KPIの計上',
    en: 'Post the KPI',
  },
} as const satisfies Record<string, HumanTaskKindSpec>;

export type HumanTaskKind = keyof typeof HUMAN_TASK_KINDS;

/** The outcomes of one kind: a story that branches by another one does not compile. */
export type OutcomeOf<K extends HumanTaskKind> = (typeof HUMAN_TASK_KINDS)[K]['outcomes'][number];

export const CLOSING_KINDS = [
  'issue_invoice',
  'approve_time',
  'schedule_pay',
  'return_data',
  'hold_retrospective',
  'post_kpi',
] as const satisfies readonly HumanTaskKind[];

export function kindSpec(kind: HumanTaskKind): HumanTaskKindSpec {
  return HUMAN_TASK_KINDS[kind];
}

export function isHumanTaskKind(value: string): value is HumanTaskKind {
  return Object.hasOwn(HUMAN_TASK_KINDS, value);
}
