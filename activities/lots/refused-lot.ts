import type { StepOwner } from '@kado/contracts/activities';
import type { Tx } from '@kado/persistence/database';
import { auditLot, correctDefects, isDone, lockLot } from './inspection';

/**
 * Refused: the sample's defects are corrected, and every other item that only its author has seen goes to review.
 * `round` is the new round; the refused inspection is the one before.
 */
export function screenLot(tx: Tx, owner: StepOwner, round: number): Promise<{ reopened: number }> {
  return reopen(tx, owner, round, {
    operation: 'lots.screen',
    to: 'in_review',
    reason: 'lot_refused',
    returned: false,
  });
}

/** Refused for rework: the same items go back to their authors, who do them again. */
export function reworkLot(tx: Tx, owner: StepOwner, round: number): Promise<{ reopened: number }> {
  return reopen(tx, owner, round, { operation: 'lots.rework', to: 'returned', reason: 'lot_rework', returned: true });
}

interface Reopening {
  operation: 'lots.screen' | 'lots.rework';
  to: 'in_review' | 'returned';
  reason: string;
  /** Counts as a return of the item, with its code. */
  returned: boolean;
}

async function reopen(
  tx: Tx,
  owner: StepOwner,
  round: number,
  { operation, to, reason, returned }: Reopening,
): Promise<{ reopened: number }> {
  const lot = await lockLot(tx, owner);
  if (await isDone(tx, owner, operation, round)) return { reopened: lot?.open ?? 0 };
  const corrected = await correctDefects(tx, owner, round - 1);
  const reopened = await tx.rows(
    `with reopened as (
       update work_item w set state = $2, updated_at = now(), returns = w.returns + case when $4 then 1 else 0 end,
              return_code = case when $4 then $3 else w.return_code end
        where w.lot_id = $1 and w.state = 'accepted' and w.reviewer_id is null and w.fixer_id is null and w.adjudicator_id is null
          and not exists (select 1 from inspection_item i join inspection n on n.id = i.inspection_id
                           where n.lot_id = $1 and i.work_item_id = w.id and i.verdict = 'ok')
       returning w.id, w.site_id, w.answer, w.fence, w.manual_version, w.plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'accepted', $2, $3, answer, fence, manual_version, plan_version from reopened
     returning id`,
    [owner.lotId, to, reason, returned],
  );
  await tx.rows('update lot set open = $2, round = $3 where id = $1', [owner.lotId, reopened.length, round]);
  await auditLot(tx, owner, operation, { round, corrected, reopened: reopened.length });
  return { reopened: reopened.length };
}
