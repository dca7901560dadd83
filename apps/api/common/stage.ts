import type { Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import type { EngagementRow } from './access.service';
import { Problem } from './problem';

/** 409 with the present stage where a command belongs to another one; on hold that is said, as it ends. */
export function requireStage(stage: Stage, allowed: readonly Stage[]): void {
  if (stage === 'on_hold' && !allowed.includes(stage))
    throw new Problem(409, 'on_hold', { extras: { stage, allowed } });
  if (!allowed.includes(stage)) throw new Problem(409, 'wrong_stage', { extras: { stage, allowed } });
}

/** The same for documents: the stage cannot move, and no second command can write, until this transaction ends. */
export async function lockStage(tx: Tx, engagement: EngagementRow, allowed: readonly Stage[]): Promise<void> {
  const row = await tx.one<{ stage: Stage }>('select stage from engagement where id = $1 for no key update', [
    engagement.id,
  ]);
  requireStage(row?.stage ?? engagement.stage, allowed);
}
