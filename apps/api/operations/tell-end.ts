import type { Tx } from '@kado/persistence/database';

/** A word to whoever started it: long work ends in the inbox, not on a page that may be closed by then. */
export function tellEnd(tx: Tx, operationId: string): Promise<unknown> {
  return tx.rows(
    `insert into notice (id, site_id, engagement_id, person_id, kind, key, data)
     select gen_random_uuid(), o.site_id, o.engagement_id, o.created_by,
            case when o.state = 'done' then 'import_done' else 'import_failed' end, 'operation:' || o.id,
            jsonb_build_object('operationId', o.id, 'engagementKey', e.key, 'items', o.result -> 'items')
       from operation o join engagement e on e.id = o.engagement_id where o.id = $1
     on conflict (person_id, key) do nothing`,
    [operationId],
  );
}
