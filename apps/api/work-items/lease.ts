import { leaseMinutes } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';

/** Fewer accepted items say nothing about how long one takes. */
const LEAST_MEASURED = 30;
const MEASURED_FOR_MS = 30_000;

interface Measure {
  p80: number | null;
  at: number;
}

/**
 * How long a batch may be held. The p80 of an engagement moves slowly and costs a pass over its items, so each process
 * measures it once in a while; a lease's length decides no more than when others may take the item.
 */
@Injectable()
export class LeaseTimes {
  private readonly measured = new Map<string, Measure>();

  /** A person works on a batch one after the other: the lease covers all of it. */
  async minutesFor(tx: Tx, engagementId: string, purpose: 'pilot' | 'production', items: number): Promise<number> {
    const p80 = await this.p80(tx, engagementId, purpose);
    return leaseMinutes(p80 === null ? null : p80 * items);
  }

  private async p80(tx: Tx, engagementId: string, purpose: 'pilot' | 'production'): Promise<number | null> {
    const key = `${engagementId}:${purpose}`;
    const known = this.measured.get(key);
    if (known && Date.now() - known.at < MEASURED_FOR_MS) return known.p80;
    const row = await tx.one<{ p80: number | null; items: number }>(
      `select percentile_cont(0.8) within group (order by active_seconds)::float as p80, count(*)::int as items from work_item
        where engagement_id = $1 and purpose = $2 and state in ('accepted', 'delivered', 'client_accepted')`,
      [engagementId, purpose],
    );
    const p80 = row && row.items >= LEAST_MEASURED ? row.p80 : null;
    if (this.measured.size >= 1_000) this.measured.clear();
    this.measured.set(key, { p80, at: Date.now() });
    return p80;
  }
}
