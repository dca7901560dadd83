import type { HumanTaskKind } from '@kado/domain/human-tasks';

/** What a decision carries besides its outcome. Everything else the API reads from its own rows. */
export type DataField = 'requirementVersion' | 'quoteVersion' | 'planVersion' | 'lots';

interface Sheet {
  field?: DataField;
  /** Where the work behind the decision is done, and what one reads before deciding. */
  place?: 'requirements' | 'plan' | 'team' | 'items' | 'lots' | 'deliveries' | 'changes';
  /** What the written words are, where they are more than a reason. */
  words?: 'answer' | 'call';
  /** What binds somebody or ends something is read once more before it is sent. */
  binding?: readonly string[];
}

export const SHEETS: Partial<Record<HumanTaskKind, Sheet>> = {
  qualify_inquiry: { binding: ['declined'] },
  draft_requirements: { field: 'requirementVersion', place: 'requirements' },
  staff_pilot: { place: 'team' },
  prepare_pilot: { place: 'items' },
  price_quote: { field: 'quoteVersion', place: 'requirements' },
  approve_margin: { place: 'requirements' },
  sign_requirements: { place: 'requirements', binding: ['signed', 'declined'] },
  confirm_contract: { place: 'requirements', binding: ['confirmed'] },
  write_plan: { field: 'planVersion', place: 'plan' },
  approve_plan: { place: 'plan' },
  assemble_team: { place: 'team' },
  issue_terms_notices: { place: 'team' },
  pass_training_gate: { place: 'team' },
  prepare_production: { field: 'lots', place: 'items' },
  extend_production: { field: 'lots', place: 'items' },
  inspect_lot: { place: 'lots' },
  decide_lot: { place: 'lots' },
  send_delivery: { place: 'deliveries', binding: ['sent'] },
  accept_delivery: { place: 'deliveries', binding: ['accepted', 'rejected'] },
  answer_question: { words: 'answer' },
  call_client: { words: 'call' },
  assess_change: { place: 'changes' },
  consent_change: { place: 'changes', binding: ['agreed'] },
  renew_terms_notices: { place: 'team' },
  approve_plan_change: { place: 'plan' },
  notify_people: { place: 'team' },
};

export const sheetOf = (kind: HumanTaskKind): Sheet => SHEETS[kind] ?? {};
