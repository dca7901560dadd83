import { ApiProblem, pause } from './http';
import { between, type Random } from './random';

/** Shared by the people of one piece of work: told once that it is over, everybody finishes the batch at hand and stops. */
export class Shift {
  over = false;
  readonly counts = { answered: 0, returned: 0, reviewed: 0, sentBack: 0, adjudicated: 0 };

  constructor(
    readonly engagement: string,
    readonly purpose: 'pilot' | 'production',
    /** So many answers in all, then nobody takes more; leaves work half done on purpose. */
    private readonly limit = Number.POSITIVE_INFINITY,
  ) {}

  /** How many of `wish` items may still be taken; counts them as taken. */
  private taken = 0;
  take(wish: number): number {
    const granted = Math.max(0, Math.min(wish, this.limit - this.taken));
    this.taken += granted;
    return granted;
  }

  giveBack(count: number): void {
    this.taken -= count;
  }
}

/** Breaks between batches in milliseconds: short ones while there is work, longer ones while there is none. */
const BREAK: [number, number] = [20, 120];
const IDLE: [number, number] = [250, 500];

/** One person's day: a batch, a short break; nothing to do, a longer one. `batch` answers how much it did. */
export async function keepWorking(shift: Shift, random: Random, batch: () => Promise<number>): Promise<void> {
  while (!shift.over) {
    const done = await batch().catch((error: unknown) => {
      if (isNothingToDo(error)) return 0;
      throw error;
    });
    await pause(done > 0 ? between(random, ...BREAK) : between(random, ...IDLE));
  }
}

/** Wrong stage means: not yet, or no longer. */
function isNothingToDo(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 409;
}

/** Runs `work` over all items, a few at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
