import type { Tx } from '@kado/persistence/database';
import type { EngagementRow } from '../common/access.service';
import { THIS_WEEK } from './gates';

interface Worked {
  purpose: 'pilot' | 'production';
  returns: number;
  activeSeconds: number;
}

/**
 * Adds to the person's week, and answers how many production items the person had submitted in this engagement before
 * these. The row added to makes two submissions of one person come one after the other, so no first item is missed.
 */
export async function tally(
  tx: Tx,
  engagement: EngagementRow,
  personId: string,
  worked: readonly Worked[],
): Promise<number> {
  const purposes = [...new Set(worked.map(({ purpose }) => purpose))].sort();
  for (const purpose of purposes) {
    const mine = worked.filter((item) => item.purpose === purpose);
    await tx.rows(
      `insert into work_tally (site_id, engagement_id, person_id, purpose, week, items, active_seconds)
       values ($1, $2, $3, $4, ${THIS_WEEK}, $5, $6)
       on conflict (person_id, week, engagement_id, purpose) do update
          set items = work_tally.items + excluded.items, active_seconds = work_tally.active_seconds + excluded.active_seconds`,
      [
        engagement.siteId,
        engagement.id,
        personId,
        purpose,
        firstTime(mine),
        mine.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0),
      ],
    );
  }
  if (!purposes.includes('production')) return 0;
  const row = await tx.one<{ items: number }>(
    `select coalesce(sum(items), 0)::int as items from work_tally
      where person_id = $1 and engagement_id = $2 and purpose = 'production'`,
    [personId, engagement.id],
  );
  return (row?.items ?? 0) - firstTime(worked.filter(({ purpose }) => purpose === 'production'));
}

/** An item that comes back to its author counts once, its time each time. */
const firstTime = (items: readonly Worked[]): number => items.filter(({ returns }) => returns === 0).length;
