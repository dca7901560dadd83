import { LOT_READY_SIGNAL, type LotReady, lotWorkflowId } from '@kado/contracts/lot';
import type { Tx } from '../database';

interface Counted {
  id: string;
  key: string;
  lotNo: number;
  round: number;
  open: number;
}

/**
 * Counts accepted items off their lots and, where none is left open, leaves the word for the lot's workflow in the
 * outbox of the same transaction. `lotIds` holds one entry an item. Call it last: the lot's row is the one that
 * everybody who accepts in it waits for, and locks on several lots are taken in one order.
 */
export async function acceptedInLots(
  tx: Tx,
  engagement: { key: string; siteId: string },
  lotIds: readonly (string | null)[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const id of lotIds) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  if (counts.size === 0) return;
  const lots = await tx.rows<Counted>(
    `with locked as (select id from lot where id = any($1::uuid[]) order by id for no key update)
     update lot l set open = l.open - c.n
       from unnest($1::uuid[], $2::int[]) as c(id, n) join locked using (id)
      where l.id = c.id
     returning l.id, l.key, l.lot_no as "lotNo", l.round, l.open`,
    [[...counts.keys()], [...counts.values()]],
  );
  for (const lot of lots) {
    if (lot.open < 0) throw new Error(`Lot ${lot.key} counts ${lot.open} open items`);
    if (lot.open > 0) continue;
    const key = `${LOT_READY_SIGNAL}:${lot.key}:${lot.round}`;
    const payload: LotReady = { key, round: lot.round };
    await tx.rows('insert into outbox (site_id, aggregate, key, kind, payload) values ($1,$2,$3,$4,$5)', [
      engagement.siteId,
      lotWorkflowId(engagement.key, lot.lotNo),
      key,
      LOT_READY_SIGNAL,
      JSON.stringify(payload),
    ]);
  }
}
