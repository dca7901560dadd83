import type { StepOwner } from '@kado/contracts/activities';
import type { Scope } from '@kado/persistence/database';

/** An execution sees the one site its engagement belongs to. */
export function scopeOf(owner: StepOwner, actorId: string | null = null): Scope {
  return { actorId, sites: [owner.siteId] };
}
