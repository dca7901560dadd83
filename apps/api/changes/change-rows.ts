import type { Change } from '@kado/contracts/schemas/changes';
import type { ClausePatch } from '@kado/domain/change-impact';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';

export interface ChangeRow {
  id: string;
  no: number;
  by: 'kado' | 'client';
  status: Change['status'];
  wished: ClausePatch;
}

const OPEN: readonly Change['status'][] = ['requested', 'offered'];

/** The change, locked: its status cannot move while something is written beside it. */
export async function requireChange(tx: Tx, engagementId: string, no: number): Promise<ChangeRow> {
  const row = await tx.one<ChangeRow>(
    `select id, change_no as no, requested_by as by, status, wished from change_request
      where engagement_id = $1 and change_no = $2 for update`,
    [engagementId, no],
  );
  if (!row) throw new Problem(404, 'change_not_found');
  return row;
}

export function requireOpen({ status }: ChangeRow, allowed: readonly Change['status'][] = OPEN): void {
  if (!allowed.includes(status)) throw new Problem(409, 'change_closed', { extras: { status } });
}

/** Each change says how the terms that stand become others: of two at once, the later one would undo the earlier. */
export async function refuseSecond(tx: Tx, engagementId: string): Promise<void> {
  const open = await tx.one<{ no: number }>(
    'select change_no as no from change_request where engagement_id = $1 and status = any ($2::text[]) limit 1',
    [engagementId, OPEN],
  );
  if (open) throw new Problem(409, 'change_open', { extras: { changeNo: open.no } });
}

/** Whose request it is to take back. */
export function requireOwnSide({ by }: ChangeRow, role: Role): void {
  if ((role === 'client') !== (by === 'client')) throw new Problem(403, 'role_not_allowed');
}
