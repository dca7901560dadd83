import type { StepOwner } from '@kado/contracts/activities';
import type { DecisionData, SubmittedDecision, Wait } from '@kado/contracts/human-task';
import { PERSONAL_EVIDENCE } from '@kado/domain/human-task-spec';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { checkPlan, type Plan } from '@kado/domain/plan';
import { belowFloor } from '@kado/domain/quote';
import { PILOT_MIN_ITEMS, PILOT_MIN_PEOPLE, pilotRequired, type RequirementClauses } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';
import { refuse } from '../shared/failures';
import { checkTeamStands } from './team-stands';

export interface DecisionContext {
  tx: Tx;
  owner: StepOwner;
  wait: Wait;
  decision: SubmittedDecision;
  actorId: string;
}

/** PostgreSQL's largest integer: a larger number in a query is a fault, which would be retried for ever. */
const INT4 = 2_147_483_647;

type Check = (context: DecisionContext) => Promise<DecisionData>;

/** Is the work behind the step really done? Answers the checked data of the decision and facts the story branches by. */
const CHECKS: Partial<Record<HumanTaskKind, Check>> = {
  draft_requirements: async (context) => {
    const version = versionOf(context);
    const row = await context.tx.one<{ clauses: RequirementClauses }>(
      'select clauses from requirement_version where engagement_id = $1 and version = $2',
      [context.owner.engagementId, version],
    );
    if (!row) throw unmet('no_such_version', '/data/version');
    return { version, pilotRequired: pilotRequired(row.clauses) };
  },
  staff_pilot: async ({ tx, owner }) => {
    if ((await countMembers(tx, owner, 'director')) === 0) throw unmet('no_director');
    const ready = await tx.one<{ n: number }>(
      `select count(*)::int as n from engagement_member m
        where m.engagement_id = $1 and m.purpose = 'pilot' and m.role = 'teleworker' and m.until is null
          and (select count(distinct e.kind) from evidence e where e.engagement_id = m.engagement_id
                  and e.person_id = m.person_id and e.kind in ('terms_notice', 'training_gate')) = 2`,
      [owner.engagementId],
    );
    if ((ready?.n ?? 0) < PILOT_MIN_PEOPLE)
      throw unmet('too_few_pilot_people', undefined, { ready: ready?.n ?? 0, needed: PILOT_MIN_PEOPLE });
    return {};
  },
  prepare_pilot: async ({ tx, owner }) => {
    const row = await tx.one<{ items: number; passes: number }>(
      `select count(distinct external_id)::int as items, coalesce(max(pass), 0)::int as passes
         from work_item where engagement_id = $1 and purpose = 'pilot'`,
      [owner.engagementId],
    );
    if (!row || row.items < PILOT_MIN_ITEMS || row.passes < PILOT_MIN_PEOPLE)
      throw unmet('pilot_items_missing', undefined, { items: row?.items ?? 0, passes: row?.passes ?? 0 });
    return {};
  },
  price_quote: async (context) => {
    const version = versionOf(context);
    const row = await context.tx.one<{ margin_rate: string; requirement_version: number }>(
      'select margin_rate, requirement_version from quote where engagement_id = $1 and version = $2',
      [context.owner.engagementId, version],
    );
    if (!row) throw unmet('no_such_version', '/data/version');
    const newest = await submittedRequirements(context);
    if (row.requirement_version !== newest) throw unmet('quote_of_old_requirements', '/data/version', { newest });
    return { version, belowFloor: belowFloor(Number(row.margin_rate)) };
  },
  sign_requirements: async ({ tx, owner, decision }) => {
    const quote = await tx.one<{ valid_until: string; expired: boolean }>(
      `select q.valid_until, q.valid_until < (now() at time zone 'Asia/Tokyo')::date as expired from quote q
        where q.engagement_id = $1 and q.version = ${pricedQuoteVersion('$1')}`,
      [owner.engagementId],
    );
    if (decision.outcome === 'signed' && quote?.expired)
      throw unmet('quote_expired', undefined, { validUntil: quote.valid_until });
    return {};
  },
  write_plan: async (context) => {
    const version = versionOf(context);
    const row = await context.tx.one<{ plan: Plan; manual_version: number }>(
      'select plan, manual_version from plan_version where engagement_id = $1 and version = $2',
      [context.owner.engagementId, version],
    );
    if (!row) throw unmet('no_such_version', '/data/version');
    const fault = checkPlan(row.plan)[0];
    if (fault) throw unmet(fault.code, fault.pointer);
    const manual = await context.tx.one('select 1 from manual_version where engagement_id = $1 and version = $2', [
      context.owner.engagementId,
      row.manual_version,
    ]);
    if (!manual) throw unmet('no_such_manual');
    return { version, manualVersion: row.manual_version };
  },
  assemble_team: async ({ tx, owner }) => {
    await checkTeamStands(tx, owner);
    return {};
  },
  prepare_production: async (context) => {
    const lots = await lotsOfDraftItems(context);
    const terms = await context.tx.one<{ instalments: boolean | null }>(
      `select (clauses ->> 'instalments')::boolean as instalments from requirement_version
        where engagement_id = $1 and status = 'signed' order by version desc limit 1`,
      [context.owner.engagementId],
    );
    return { lots, ...(terms?.instalments && { instalments: true }) };
  },
  extend_production: async (context) => ({ lots: await lotsOfDraftItems(context) }),
  accept_delivery: async ({ tx, owner, wait, decision }) => {
    const row = await tx.one<{ named: number }>(
      `select count(*)::int as named from delivery_rejection r join delivery d on d.id = r.delivery_id
        where d.engagement_id = $1 and d.delivery_no = $2`,
      [owner.engagementId, wait.subject?.deliveryNo ?? 1],
    );
    const named = row?.named ?? 0;
    if (decision.outcome === 'rejected' && named === 0) throw unmet('no_rejected_items');
    // Accepting all while items are named as faulty is a slip: take them back first.
    if (decision.outcome === 'accepted' && named > 0) throw unmet('rejected_items_named', undefined, { named });
    return { rejected: named };
  },
  assess_change: async ({ tx, owner, wait, decision }) => {
    if (decision.outcome !== 'offered') return {};
    const row = await tx.one<{ offered: unknown }>(
      'select offered from change_request where engagement_id = $1 and change_no = $2',
      [owner.engagementId, wait.subject?.changeNo ?? 0],
    );
    if (!row?.offered) throw unmet('change_terms_missing');
    return {};
  },
  consent_change: async ({ tx, owner, wait }) => {
    const row = await tx.one<{
      quote_version: number | null;
      has_people: boolean;
      volume_rises: boolean;
      instalments: boolean | null;
    }>(
      `select c.quote_version,
              exists (select 1 from engagement_member m where m.engagement_id = c.engagement_id and m.until is null
                         and m.role in ('leader', 'teleworker')) as has_people,
              coalesce((c.offered ->> 'volume')::int > (c.before ->> 'volume')::int, false) as volume_rises,
              case when coalesce((c.offered ->> 'instalments')::boolean, false) <> coalesce((c.before ->> 'instalments')::boolean, false)
                   then coalesce((c.offered ->> 'instalments')::boolean, false) end as instalments
         from change_request c where c.engagement_id = $1 and c.change_no = $2`,
      [owner.engagementId, wait.subject?.changeNo ?? 0],
    );
    return {
      hasPeople: row?.has_people === true,
      volumeRises: row?.volume_rises === true,
      ...(typeof row?.instalments === 'boolean' && { instalments: row.instalments }),
      ...(row?.quote_version && { version: row.quote_version }),
    };
  },
  repair_effect: async ({ wait, decision }) => {
    if (decision.outcome === 'skipped' && wait.subject?.skippable !== 1) throw unmet('not_skippable');
    return Promise.resolve({});
  },
  inspect_lot: async ({ tx, owner }) => {
    const row = await tx.one<{ missing: number }>(
      `select count(*)::int as missing from inspection_item i join inspection n on n.id = i.inspection_id
        where n.lot_id = $1 and n.round = (select round from lot where id = $1) and i.verdict is null`,
      [owner.lotId],
    );
    if ((row?.missing ?? 0) > 0) throw unmet('sample_not_inspected', undefined, { missing: row?.missing ?? 0 });
    return {};
  },
};

export async function checkPrecondition(context: DecisionContext): Promise<DecisionData> {
  const { kind } = context.wait;
  await checkEvidence(context);
  return (await CHECKS[kind]?.(context)) ?? {};
}

/** Steps that stand on a paper: it has to be on file, for each member where it speaks of a person. */
async function checkEvidence({ tx, owner, wait }: DecisionContext): Promise<void> {
  const { evidence } = kindSpec(wait.kind);
  if (!evidence) return;
  if (!PERSONAL_EVIDENCE.includes(evidence)) {
    const found = await tx.one('select 1 from evidence where engagement_id = $1 and kind = $2 limit 1', [
      owner.engagementId,
      evidence,
    ]);
    if (!found) throw unmet('evidence_missing', undefined, { evidence });
    return;
  }
  // A notice of changed terms is another one; who has worked here for six months is owed word of the end (Freelance Act, art. 16).
  const row = await tx.one<{ missing: number }>(
    `select count(*)::int as missing from engagement_member m join engagement g on g.id = m.engagement_id
      where m.engagement_id = $1 and m.until is null and m.role in ('leader', 'teleworker')
        and (m.purpose = 'team' or $2 = 'end_notice')
        and ($2 <> 'end_notice' or m.since <= now() - interval '6 months')
        and not exists (select 1 from evidence e where e.engagement_id = m.engagement_id and e.person_id = m.person_id and e.kind = $2
                           and ($2 <> 'terms_notice' or e.terms_no = g.terms_no))`,
    [owner.engagementId, evidence],
  );
  if ((row?.missing ?? 0) > 0) throw unmet('evidence_missing', undefined, { evidence, missing: row?.missing ?? 0 });
}

/** How many lots the director wants of what is imported and in none yet. */
async function lotsOfDraftItems({ tx, owner, decision }: DecisionContext): Promise<number> {
  const lots = decision.data?.lots;
  const row = await tx.one<{ items: number }>(
    `select count(*)::int as items from work_item where engagement_id = $1 and purpose = 'production' and state = 'draft'`,
    [owner.engagementId],
  );
  if (!row || row.items === 0) throw unmet('no_items');
  const max = Math.min(50, row.items);
  if (typeof lots !== 'number' || !Number.isInteger(lots) || lots < 1 || lots > max)
    throw unmet('lots_out_of_range', '/data/lots', { max });
  return lots;
}

function versionOf({ decision }: DecisionContext): number {
  const version = decision.data?.version;
  if (typeof version !== 'number' || !Number.isInteger(version)) throw unmet('version_required', '/data/version');
  if (Math.abs(version) > INT4) throw unmet('no_such_version', '/data/version');
  return version;
}

/** What the client will sign: a draft written since then is not what is priced. */
async function submittedRequirements({ tx, owner }: DecisionContext): Promise<number> {
  const row = await tx.one<{ version: number | null }>(
    `select max(version) as version from requirement_version where engagement_id = $1 and status = 'submitted'`,
    [owner.engagementId],
  );
  return row?.version ?? 0;
}

async function countMembers(tx: Tx, owner: StepOwner, role: string): Promise<number> {
  const row = await tx.one<{ n: number }>(
    'select count(*)::int as n from engagement_member where engagement_id = $1 and role = $2 and until is null',
    [owner.engagementId, role],
  );
  return row?.n ?? 0;
}

function unmet(code: string, pointer?: string, params?: Record<string, string | number>) {
  return refuse('precondition_failed', { code, pointer, params });
}
