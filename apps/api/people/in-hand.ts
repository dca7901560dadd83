import type { Handover } from '@kado/contracts/schemas/people';
import type { Tx } from '@kado/persistence/database';
import type { z } from 'zod';

type InHand = Pick<z.output<typeof Handover>, 'items' | 'returned' | 'offers' | 'covers' | 'listed'>;
type Listed = InHand['listed'];

/** So many of each are named: who leaves amid a large order has hundreds of items. */
const NAMED = 100;

/** `items` are held; `returned` had come back to their author. */
const ITEMS = `(holder_id = $1 and state in ('reserved', 'in_review'))`;
const RETURNED = `(author_id = $1 and state = 'returned')`;
const OFFERS = `person_id = $1 and status = 'sent'`;
const COVERS = 'cover_id = $1 and ended_at is null';

/** What beside memberships and tasks is in a person's hands: how many there are of each, and the first of them. */
export async function readInHand(tx: Tx, personId: string): Promise<InHand> {
  const counts = await tx.one<Omit<InHand, 'listed'>>(
    `select (select count(*)::int from work_item where ${ITEMS}) as items,
            (select count(*)::int from work_item where ${RETURNED}) as returned,
            (select count(*)::int from offer where ${OFFERS}) as offers,
            (select count(*)::int from absence where ${COVERS}) as covers`,
    [personId],
  );
  const list = <T>(sql: string) => tx.rows<T>(`${sql} limit ${NAMED}`, [personId]);
  return {
    ...(counts ?? { items: 0, returned: 0, offers: 0, covers: 0 }),
    listed: {
      items: await list<Listed['items'][number]>(
        `select w.id, e.key as "engagementKey", w.seq, w.state
           from (select * from work_item where ${ITEMS} or ${RETURNED}) w join engagement e on e.id = w.engagement_id
          order by e.key, w.purpose, w.seq, w.pass, w.id`,
      ),
      offers: await list<Listed['offers'][number]>(
        `select o.id, e.key as "engagementKey", o.role, o.purpose
           from (select * from offer where ${OFFERS}) o join engagement e on e.id = o.engagement_id order by e.key, o.id`,
      ),
      covers: await list<Listed['covers'][number]>(
        `select a.id, json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) as person,
                a.first_day as "firstDay", a.last_day as "lastDay"
           from (select * from absence where ${COVERS}) a join person p on p.id = a.person_id order by a.first_day, a.id`,
      ),
    },
  };
}
