import type { QuoteInput } from '@kado/domain/quote';
import type { RequirementClauses } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';
import type { EngagementRow } from '../common/access.service';
import { Problem } from '../common/problem';

/** What both sides have agreed to so far. */
export interface StandingTerms {
  clauses: RequirementClauses;
  requirementVersion: number;
  quoteVersion: number;
  params: QuoteInput;
  priceYen: number;
  totalYen: number;
  marginRate: number;
}

export async function standingTerms(tx: Tx, engagement: EngagementRow): Promise<StandingTerms> {
  const row = await tx.one<StandingTerms>(
    `select r.clauses, r.version as "requirementVersion", q.version as "quoteVersion", q.params, q.price_yen::float8 as "priceYen",
            (q.result ->> 'totalYen')::float8 as "totalYen", q.margin_rate::float as "marginRate"
       from requirement_version r join quote q on q.engagement_id = r.engagement_id and q.version = ${pricedQuoteVersion('$1')}
      where r.engagement_id = $1 and r.status = 'signed' order by r.version desc limit 1`,
    [engagement.id],
  );
  if (row) return row;
  throw new Problem(409, 'precondition_failed', {
    detail: { ja: '署名済みの要件と見積がまだありません。', en: 'Nothing has been signed and priced yet.' },
    extras: { reason: 'no_signed_terms', stage: engagement.stage },
  });
}

/** Production items that are there already: a change cannot take them back. */
export async function importedItems(tx: Tx, engagementId: string): Promise<number> {
  const row = await tx.one<{ n: number }>(
    `select count(*)::int as n from work_item where engagement_id = $1 and purpose = 'production' and pass = 1 and state <> 'void'`,
    [engagementId],
  );
  return row?.n ?? 0;
}
