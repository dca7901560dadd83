import type { StepOwner } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import type { Tx } from '@kado/persistence/database';
import { hasWritten } from '@kado/persistence/repositories/task-authors';
import { refuse } from '../shared/failures';

/** Asked by what the execution waits for, not by the task's row: a decision may arrive before the step that writes it. */
const OF_WAIT = { kind: '$2::text', engagementId: '$3::uuid', lotId: '$4::uuid', planVersion: '$5::int' };

export async function checkFourEyes(tx: Tx, owner: StepOwner, wait: Wait, actorId: string): Promise<void> {
  const row = await tx.one<{ wrote: boolean }>(`select ${hasWritten('$1::uuid', OF_WAIT)} as wrote`, [
    actorId,
    wait.kind,
    owner.engagementId,
    owner.lotId ?? null,
    wait.subject?.planVersion ?? null,
  ]);
  if (row?.wrote) throw refuse('four_eyes');
}
