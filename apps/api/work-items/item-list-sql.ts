import { PURPOSES, type Purpose } from '@kado/contracts/schemas/work-items';
import type { WorkItemQuery } from './work-items.schemas';

export interface ListPosition {
  purpose: string;
  seq: string;
  pass: string;
  id: string;
}

export const ITEM_COLUMNS = `w.id, w.external_id as "externalId", w.purpose, w.seq, w.pass, l.key as lot, w.state, w.answer,
  w.answer_version as "answerVersion", w.author_id as "authorId", w.reviewer_id as "reviewerId",
  w.second_reviewer_id as "secondReviewerId", w.fixer_id as "fixerId",
  w.adjudicator_id as "adjudicatorId", w.holder_id as "holderId", w.lease_until as "leaseUntil",
  w.active_seconds::float as "activeSeconds", w.returns, w.return_code as "returnCode", w.manual_version as "manualVersion",
  w.plan_version as "planVersion", w.file_id as "fileId", w.updated_at as "updatedAt"`;

/**
 * Names of everybody whom items `source` name, as `{id: name}`: of the reader's sites only, which row-level security sees
 * to.
 */
export const namesIn = (source: string): string => `(
  select coalesce(json_object_agg(p.id, p.family_name || ' ' || p.given_name), '{}') from person p
   where p.id in (select unnest(array[n.author_id, n.reviewer_id, n.second_reviewer_id, n.fixer_id, n.adjudicator_id, n.holder_id])
                    from ${source} n))`;

const ORDER = 'w.purpose, w.seq, w.pass, w.id';
/** Within one purpose: what every index below has behind its own columns. */
const WITHIN = 'w.seq, w.pass, w.id';
/** No text begins with anything greater. */
const LAST = '\u{10FFFF}';

/**
 * One statement a page, built from what is asked for, so that each question finds an index in the order of the list:
 * work_item_list, _author, _lot; states are walked one by one and merged, each along work_item_state. So are the two
 * purposes: PostgreSQL guesses how much lies behind a position by its first column alone, and two purposes would tell it
 * nothing. A prefix is compared by bytes, with operators that row-level security lets an index answer (LIKE is not among
 * them).
 */
export function itemListSql(
  engagementId: string,
  query: WorkItemQuery,
  after?: ListPosition,
): { sql: string; params: unknown[] } {
  const params: unknown[] = [engagementId];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const limit = param(query.limit + 1);
  const where = ['w.engagement_id = $1'];
  if (query.author) where.push(`w.author_id = ${param(query.author)}`);
  if (query.q) where.push(`w.external_id ~>=~ ${param(query.q)} and w.external_id ~<~ ${param(query.q + LAST)}`);
  if (query.lot) {
    const lot = param(query.lot);
    where.push(
      `w.lot_id = (select o.id from lot o where o.engagement_id = $1 and (o.key = ${lot} or o.lot_no::text = ${lot}))`,
    );
  }
  const behind =
    after && `(${WITHIN}) > (${param(after.seq)}::int, ${param(after.pass)}::int, ${param(after.id)}::uuid)`;
  const states = query.state && param(query.state);
  const walk = (more: readonly (string | undefined)[]): string => {
    const select = (state: readonly string[]) =>
      `select w.* from work_item w where ${[...where, ...more, ...state].filter(Boolean).join(' and ')} order by ${WITHIN} limit ${limit}`;
    if (!states) return `(${select([])})`;
    return `(select w.* from unnest(${states}::text[]) s(state)
       cross join lateral (${select(['w.state = s.state'])}) w order by ${WITHIN} limit ${limit})`;
  };
  const branches = purposesFrom(query, after).map((purpose) =>
    // All items of a lot have its purpose.
    walk([
      query.lot && !query.purpose ? undefined : `w.purpose = '${purpose}'`,
      purpose === after?.purpose ? behind : undefined,
    ]),
  );
  const sql = `with page as materialized (
      select w.* from (${branches.join(' union all ')}) w order by ${ORDER} limit ${limit})
    select ${ITEM_COLUMNS}, case when row_number() over (order by ${ORDER}) = 1 then ${namesIn('page')} end as people
      from page w left join lot l on l.id = w.lot_id order by ${ORDER}`;
  return { sql, params };
}

function purposesFrom(query: WorkItemQuery, after?: ListPosition): readonly Purpose[] {
  if (query.purpose) return [query.purpose];
  if (query.lot) return [after ? (after.purpose as Purpose) : 'production'];
  return PURPOSES.filter((purpose) => !after || purpose >= after.purpose);
}
