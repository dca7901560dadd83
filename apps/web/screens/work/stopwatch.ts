/** Nobody is timed while away: more than this on one item is a break that was not said. */
const CAP_MS = 300_000;

/**
 * Active time of one item: from when it is painted to its answer, only while the page is in front. Nothing else is
 * measured: no keys, no movements, no pauses.
 */
export class Stopwatch {
  private itemId = '';
  private spent = 0;
  private since: number | null = null;

  constructor(private readonly now: () => number) {}

  /** The item is to be seen; the same one again goes on where it was. */
  shown(itemId: string): void {
    if (itemId !== this.itemId) this.goOn(itemId, 0);
    this.since ??= this.now();
  }

  /** An answer was taken back: its time goes on from what it had. */
  goOn(itemId: string, seconds: number): void {
    this.itemId = itemId;
    this.spent = seconds * 1_000;
    this.since = null;
  }

  stop(): void {
    if (this.since !== null) this.spent += Math.min(CAP_MS, this.now() - this.since);
    this.since = null;
  }

  /** Seconds, to a tenth; ends the item. */
  take(itemId: string): number {
    this.stop();
    const seconds = itemId === this.itemId ? Math.min(CAP_MS, this.spent) / 1_000 : 0;
    this.itemId = '';
    this.spent = 0;
    return Math.round(seconds * 10) / 10;
  }
}
