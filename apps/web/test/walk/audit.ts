import type { Cast, Login } from './cast';

/** Whose click each decision was. */
export const DECISIONS: readonly (readonly [kind: string, outcome: string, login: Login])[] = [
  ['qualify_inquiry', 'qualified', 'manager01'],
  ['draft_requirements', 'submitted', 'manager01'],
  ['price_quote', 'quoted', 'manager01'],
  ['approve_margin', 'approved', 'manager02'],
  ['sign_requirements', 'signed', 'client01'],
  ['confirm_contract', 'confirmed', 'manager01'],
  ['write_plan', 'submitted', 'director01'],
  ['approve_plan', 'approved', 'manager01'],
  ['assemble_team', 'assembled', 'coordinator01'],
  ['issue_terms_notices', 'issued', 'coordinator01'],
  ['pass_training_gate', 'passed', 'leader01'],
  ['prepare_production', 'released', 'director01'],
  ['inspect_lot', 'inspected', 'leader02'],
  ['decide_lot', 'approved', 'director01'],
  ['send_delivery', 'sent', 'manager01'],
  ['accept_delivery', 'accepted', 'client01'],
  ['issue_invoice', 'done', 'manager01'],
  ['approve_time', 'done', 'leader01'],
  ['schedule_pay', 'done', 'coordinator01'],
  ['return_data', 'done', 'director01'],
  ['hold_retrospective', 'done', 'director01'],
  ['post_kpi', 'done', 'manager01'],
];

/** What else people did that the audit has to name them for. */
export const DEEDS: readonly (readonly [operation: string, login: Login, times: number])[] = [
  ['engagements.start', 'manager01', 1],
  ['requirements.write', 'manager01', 1],
  ['quotes.write', 'manager01', 1],
  ['manuals.write', 'director01', 1],
  ['plans.write', 'director01', 1],
  ['offers.send', 'coordinator01', 1],
  ['offers.accept', 'worker01', 1],
  ['offers.accept', 'worker10', 1],
  ['imports.create', 'director01', 1],
  ['manuals.acknowledge', 'worker01', 1],
  ['manuals.acknowledge', 'worker02', 1],
];

export interface Audited {
  operation: string;
  actor: string;
  via: string;
  kind: string | null;
  outcome: string | null;
}

/** Everything somebody did to the engagement, in order. */
export async function auditOf({ rig, key }: Cast): Promise<Audited[]> {
  const { rows } = await rig.live.api.db.query(
    `select a.operation, a.actor_id as actor, a.via, h.kind, h.outcome
       from audit_log a join engagement e on e.id = a.engagement_id
       left join human_task h on h.id::text = a.entity_id::text and a.operation = 'humanTasks.complete'
      where e.key = $1 and a.actor_id is not null order by a.at, a.id`,
    [key],
  );
  return rows;
}
