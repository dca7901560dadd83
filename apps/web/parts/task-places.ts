import type { OperationId } from '@kado/auth/policy';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { LinkProps } from '@tanstack/react-router';

interface Place {
  part: 'requirements' | 'plan' | 'team' | 'items' | 'lots' | 'deliveries' | 'changes' | 'documents';
  to: LinkProps['to'];
  /** Whoever may not read the place is not sent there. */
  needs: OperationId;
}

const at = (part: Place['part'], needs: OperationId): Place => ({
  part,
  to: `/engagements/$key/${part}` as LinkProps['to'],
  needs,
});

const REQUIREMENTS = at('requirements', 'requirements.list');
const PLAN = at('plan', 'plans.list');
const TEAM = at('team', 'team.check');
const LOTS = at('lots', 'lots.list');
const DELIVERIES = at('deliveries', 'deliveries.list');
const CHANGES = at('changes', 'changes.list');
const DOCUMENTS = at('documents', 'evidence.list');

/** The page on which the work for a decision is done; none where the decision is all there is. */
const PLACES: Partial<Record<HumanTaskKind, Place>> = {
  draft_requirements: REQUIREMENTS,
  price_quote: REQUIREMENTS,
  approve_margin: REQUIREMENTS,
  sign_requirements: REQUIREMENTS,
  confirm_contract: REQUIREMENTS,
  staff_pilot: TEAM,
  prepare_pilot: at('items', 'items.list'),
  write_plan: PLAN,
  approve_plan: PLAN,
  assemble_team: TEAM,
  issue_terms_notices: TEAM,
  pass_training_gate: TEAM,
  prepare_production: at('items', 'items.list'),
  inspect_lot: LOTS,
  decide_lot: LOTS,
  send_delivery: DELIVERIES,
  accept_delivery: DELIVERIES,
  assess_change: CHANGES,
  consent_change: CHANGES,
  approve_plan_change: CHANGES,
  renew_terms_notices: TEAM,
  issue_invoice: DOCUMENTS,
  approve_time: DOCUMENTS,
  schedule_pay: DOCUMENTS,
  return_data: DOCUMENTS,
  hold_retrospective: DOCUMENTS,
  post_kpi: DOCUMENTS,
  notify_people: DOCUMENTS,
};

export function placeOf(kind: HumanTaskKind): Place | undefined {
  return PLACES[kind];
}
