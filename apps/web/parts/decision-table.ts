import type { HumanTaskKind } from '@kado/domain/human-tasks';

/** What a decision carries besides its outcome. Everything else the API reads from its own rows. */
export type DataField = 'requirementVersion' | 'quoteVersion' | 'planVersion' | 'lots';

interface Sheet {
  field?: DataField;
  /** What the written words are, where they are more than a reason. */
  words?: 'answer' | 'call';
  /** What binds somebody or ends something is read once more before it is sent. */
  binding?: readonly string[];
}

export const SHEETS: Partial<Record<HumanTaskKind, Sheet>> = {
  qualify_inquiry: { binding: ['declined'] },
  draft_requirements: { field: 'requirementVersion' },
  price_quote: { field: 'quoteVersion' },
  sign_requirements: { binding: ['signed', 'declined'] },
  confirm_contract: { binding: ['confirmed'] },
  write_plan: { field: 'planVersion' },
  prepare_production: { field: 'lots' },
  extend_production: { field: 'lots' },
  send_delivery: { binding: ['sent'] },
  accept_delivery: { binding: ['accepted', 'rejected'] },
  answer_question: { words: 'answer' },
  call_client: { words: 'call' },
  consent_change: { binding: ['agreed'] },
};

export const sheetOf = (kind: HumanTaskKind): Sheet => SHEETS[kind] ?? {};
