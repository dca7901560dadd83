import type { StepOwner } from '@kado/contracts/activities';
import { newId, type Tx } from '@kado/persistence/database';
import { storable } from '../shared/storable';

/** What is left of a reason once it can be kept; nothing is no reason. */
export const wordsOf = (reason: string | undefined): string => storable(reason ?? '', 4000).trim();

/** Words that came inside a Signal are moved to PostgreSQL at once; what goes on is their id. */
export async function storeSignalReason(
  tx: Tx,
  owner: StepOwner,
  authorId: string | null,
  sent: { reasonId?: string; reason?: string },
): Promise<string | undefined> {
  if (sent.reasonId) return sent.reasonId;
  const text = wordsOf(sent.reason);
  if (!text) return undefined;
  const id = newId();
  await tx.rows('insert into reason_text (id, site_id, engagement_id, author_id, text) values ($1,$2,$3,$4,$5)', [
    id,
    owner.siteId,
    owner.engagementId,
    authorId,
    text,
  ]);
  return id;
}
