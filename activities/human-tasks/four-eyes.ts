import type { StepOwner } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';
import { refuse } from '../shared/failures';

/** Who wrote what is decided on. Whoever handed it in is excluded by the wait itself, and need not be its author. */
const WRITERS: Partial<Record<HumanTaskKind, (owner: StepOwner, wait: Wait) => { sql: string; of: unknown[] }>> = {
  approve_margin: (owner) => ({
    sql: `select q.author_id as id from quote q
           where q.engagement_id = $1 and q.version = ${pricedQuoteVersion('$1')}`,
    of: [owner.engagementId],
  }),
  approve_plan: (owner) => ({
    sql: `select author_id as id from plan_version where engagement_id = $1 and status = 'submitted'`,
    of: [owner.engagementId],
  }),
  approve_plan_change: (owner, wait) => ({
    sql: 'select author_id as id from plan_version where engagement_id = $1 and version = $2',
    of: [owner.engagementId, wait.subject?.planVersion ?? 0],
  }),
  decide_lot: (owner) => ({
    sql: `select distinct i.inspector_id as id from inspection_item i join inspection n on n.id = i.inspection_id
           where n.lot_id = $1 and n.round = (select round from lot where id = $1)`,
    of: [owner.lotId],
  }),
};

export async function checkFourEyes(tx: Tx, owner: StepOwner, wait: Wait, actorId: string): Promise<void> {
  const writers = WRITERS[wait.kind]?.(owner, wait);
  if (!writers) return;
  const rows = await tx.rows<{ id: string | null }>(writers.sql, writers.of);
  if (rows.some(({ id }) => id === actorId)) throw refuse('four_eyes');
}
