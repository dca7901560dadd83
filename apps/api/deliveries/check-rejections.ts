import type { NameRejections } from '@kado/contracts/schemas/deliveries';
import { isRejectionCode, REJECTION_CODES } from '@kado/domain/rejection-codes';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';
import type { Words } from '../common/problem-catalog';

type Named = NameRejections['items'];

const CODES = Object.keys(REJECTION_CODES).join(', ');
const FAULTS = {
  item_unknown: { ja: 'この案件にこのIDの作業はありません。', en: 'This engagement has no such item.' },
  not_in_delivery: { ja: 'この作業は今回の納品に含まれていません。', en: 'This item is not in this delivery.' },
  duplicate: { ja: '同じ作業が2度あります。', en: 'This item is named twice.' },
  code_unknown: { ja: `理由コードは次のいずれかです: ${CODES}`, en: `The code is one of: ${CODES}` },
} as const satisfies Record<string, Words>;

/** The items in the order in which they are named; every faulty row is answered with a pointer of its own. */
export async function checkRejections(
  tx: Tx,
  engagementId: string,
  deliveryId: string,
  named: Named,
): Promise<string[]> {
  const rows = await tx.rows<{ externalId: string; id: string; isDelivered: boolean }>(
    `select w.external_id as "externalId", w.id, w.state = 'delivered' and l.id is not null as "isDelivered"
       from work_item w
       left join delivery d on d.id = $2
       left join lot l on l.id = w.lot_id and (d.lot_nos = '{}' or l.lot_no = any (d.lot_nos))
      where w.engagement_id = $1 and w.purpose = 'production' and w.external_id = any ($3::text[])`,
    [engagementId, deliveryId, named.map(({ externalId }) => externalId)],
  );
  const items = new Map(rows.map((row) => [row.externalId, row]));
  const seen = new Set<string>();
  const errors = named.flatMap(({ externalId, code }, at) => {
    const item = items.get(externalId);
    const fault = seen.has(externalId)
      ? 'duplicate'
      : !item
        ? 'item_unknown'
        : item.isDelivered
          ? undefined
          : 'not_in_delivery';
    seen.add(externalId);
    return [
      ...(fault ? [{ pointer: `/items/${at}/externalId`, code: fault, detail: FAULTS[fault] }] : []),
      ...(isRejectionCode(code)
        ? []
        : [{ pointer: `/items/${at}/code`, code: 'code_unknown', detail: FAULTS.code_unknown }]),
    ];
  });
  if (errors.length > 0) throw new Problem(422, 'invalid_fields', { errors });
  return named.map(({ externalId }) => items.get(externalId)?.id as string);
}
