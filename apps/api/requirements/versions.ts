import { createHash } from 'node:crypto';
import type { Quote, QuoteInput } from '@kado/domain/quote';
import type { RequirementClauses } from '@kado/domain/requirements';
import { newId, type Tx } from '@kado/persistence/database';
import type { EngagementRow } from '../common/access.service';
import { canonical } from '../common/command';

interface Written {
  id: string;
  version: number;
}

/** The next version of the clauses, as a draft. The caller holds the engagement's row, so no two take the same number. */
export async function insertRequirements(
  tx: Tx,
  engagement: EngagementRow,
  authorId: string,
  clauses: RequirementClauses,
): Promise<Written & { contentHash: string }> {
  const contentHash = createHash('sha256').update(canonical(clauses)).digest('hex');
  const row = await tx.one<Written>(
    `insert into requirement_version (id, site_id, engagement_id, version, clauses, author_id, content_hash)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6 from requirement_version where engagement_id = $3
     returning id, version`,
    [newId(), engagement.siteId, engagement.id, JSON.stringify(clauses), authorId, contentHash],
  );
  return { ...(row as Written), contentHash };
}

export interface NewQuote {
  requirementVersion: number;
  params: QuoteInput;
  result: Quote;
  validUntil: string;
}

export async function insertQuote(
  tx: Tx,
  engagement: EngagementRow,
  authorId: string,
  { requirementVersion, params, result, validUntil }: NewQuote,
): Promise<Written> {
  const row = await tx.one<Written>(
    `insert into quote (id, site_id, engagement_id, version, requirement_version, params, result, margin_rate, price_yen, valid_until, author_id)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10 from quote where engagement_id = $3
     returning id, version`,
    [
      newId(),
      engagement.siteId,
      engagement.id,
      requirementVersion,
      JSON.stringify(params),
      JSON.stringify(result),
      params.marginRate,
      result.priceYen,
      validUntil,
      authorId,
    ],
  );
  return row as Written;
}
