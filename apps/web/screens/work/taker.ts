import { isPassing } from '../../api/problem';
import type { Board } from './board';
import * as q from './queue';
import { isSignedOut, Retry } from './retry';
import type { Transport } from './transport';

/** How often is asked again where there was nothing, or a gate was shut; spread, for many wait at once. */
const ASK_AGAIN_MS = 20_000;
const spread = (ms: number) => ms * (0.75 + Math.random() / 2);

/** Takes items ahead of the person: enough that nobody waits, no more than are done within their lease. */
export class Taker {
  private readonly retry = new Retry(() => void this.refill());
  private lastAnswer = 0;
  /** Nothing is taken for a page that nobody looks at. */
  isHidden = false;

  constructor(
    private readonly board: Board,
    private readonly transport: Pick<Transport, 'reserve'>,
    private readonly newKey: () => string,
    private readonly now: () => number,
    private readonly onTooLate: () => void,
    /** Seconds from answer to answer; smoothed from here on. */
    private pace: number,
  ) {}

  answered(): void {
    const at = this.now();
    if (this.lastAnswer > 0) this.pace += 0.2 * (Math.min(60, (at - this.lastAnswer) / 1_000) - this.pace);
    this.lastAnswer = at;
    void this.refill();
  }

  async refill(): Promise<void> {
    if (!this.isDue()) return;
    const limit = Math.min(30, Math.max(5, Math.round(60 / this.pace)));
    this.board.tell({ isReserving: true });
    this.board.change(q.beginReserve(this.board.queue, this.newKey(), limit));
    const wish = this.board.queue.reserve ?? { key: this.newKey(), limit };
    try {
      this.came(await this.transport.reserve(wish.key, wish.limit));
    } catch (error) {
      this.failed(error);
    }
  }

  private isDue(): boolean {
    const { queue, mode, isReserving, gate, isDry } = this.board.read();
    if (mode !== 'working' || isReserving || this.isHidden) return false;
    if (queue.reserve !== null) return true;
    if ((gate !== null || isDry) && queue.ready.length > 0) return false;
    return queue.ready.length <= Math.min(10, Math.max(3, Math.round(20 / this.pace)));
  }

  private came(items: readonly q.Item[]): void {
    this.retry.good();
    const isDry = items.length === 0;
    // A wish from before a break may bring items that have run out since.
    const live = items.filter(({ until }) => until > this.now());
    this.board.change(q.reserved(this.board.queue, live));
    this.board.tell({ isReserving: false, gate: null, isDry });
    if (isDry) this.retry.after(spread(ASK_AGAIN_MS));
    else if (this.board.read().mode === 'resting') this.onTooLate();
    else void this.refill();
  }

  private failed(error: unknown): void {
    if (isPassing(error)) {
      this.board.tell({ isReserving: false, isLineDown: true });
      this.retry.later();
      return;
    }
    this.board.change(q.reserveEnded(this.board.queue));
    this.board.tell({ isReserving: false, gate: error });
    if (!isSignedOut(error)) this.retry.after(spread(2 * ASK_AGAIN_MS));
  }
}
