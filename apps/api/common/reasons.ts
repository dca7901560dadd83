import type { Tx } from '@kado/persistence/database';
import type { Actor } from './actor';

/** One reason a command, under the command's id: a request sent again does not write it twice. */
export async function keepReason(
  tx: Tx,
  actor: Actor,
  commandId: string,
  engagement: { id: string; siteId: string },
  text: string,
): Promise<string> {
  await tx.rows(
    `insert into reason_text (id, site_id, engagement_id, author_id, text) values ($1,$2,$3,$4,$5) on conflict (id) do nothing`,
    [commandId, engagement.siteId, engagement.id, actor.personId, text],
  );
  return commandId;
}
