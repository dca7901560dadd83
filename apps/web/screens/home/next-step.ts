import type { Of } from '../../api/types';
import type { Task } from '../../parts/use-decision';
import { byUrgency, type Home, openOffers } from './home-data';

type Work = Of<'MyWork'>;

/** The one thing to do now. `text` is a key of this page's words. */
export type Step =
  | { text: 'task'; task: Task }
  | { text: 'returned' | 'held' | 'manual' | 'start'; work: Work; count: number }
  | { text: 'offer'; offer: Of<'Offer'>; count: number };

/**
 * What hurts most when it lies: work that came back, then what is late, what others can take away soon, what is due today,
 * what runs out, and only then what can be begun.
 */
export function nextStep({ mine, work, offers }: Home): Step | undefined {
  const jobs = work.data?.items ?? [];
  const { late, dueToday, rest } = byUrgency(mine.data?.items ?? []);
  const [offer, ...otherOffers] = openOffers(offers.data?.items ?? []);
  const returned = jobs.find((job) => job.returned > 0);
  const held = jobs
    .filter((job) => job.held > 0)
    .sort((a, b) => ((a.leaseUntil ?? '') < (b.leaseUntil ?? '') ? -1 : 1))[0];
  const manual = jobs.find((job) => job.manualToAcknowledge !== null);
  const ready = jobs.find((job) => job.available > 0);
  const moving = rest.find((task) => task.pausedAt === null);
  if (returned) return { text: 'returned', work: returned, count: returned.returned };
  if (late[0]) return { text: 'task', task: late[0] };
  if (held) return { text: 'held', work: held, count: held.held };
  if (dueToday[0]) return { text: 'task', task: dueToday[0] };
  if (offer) return { text: 'offer', offer, count: otherOffers.length + 1 };
  if (manual) return { text: 'manual', work: manual, count: manual.manualToAcknowledge ?? 0 };
  if (ready) return { text: 'start', work: ready, count: ready.available };
  return moving && { text: 'task', task: moving };
}

export const WORK = '/work/$key';
export const MANUAL = '/work/$key/manual';
