import { isPassing } from '../../api/problem';
import type { Board } from './board';
import * as q from './queue';
import { isSignedOut, Retry } from './retry';
import type { Transport } from './transport';

/** Sent when this many wait; the newest two stay undoable until somebody pauses. */
const SEND_AT = 12;
const KEEP_UNDOABLE = 2;
const PAUSE_MS = 5_000;

/** Carries answers away behind the person's back, in batches, one request at a time. */
export class Sender {
  private readonly retry = new Retry(() => void this.send());
  private isBusy = false;

  constructor(
    private readonly board: Board,
    private readonly transport: Pick<Transport, 'submit'>,
    private readonly newKey: () => string,
    private readonly onIdle: () => void,
  ) {}

  get isFailing(): boolean {
    return this.retry.isFailing;
  }

  /** An answer was given or taken back. */
  soon(): void {
    if (this.retry.isFailing) return;
    this.retry.after(PAUSE_MS);
    if (this.board.queue.answered.length >= SEND_AT) void this.send(KEEP_UNDOABLE);
  }

  async send(keep = 0): Promise<void> {
    const { stuck, mode } = this.board.read();
    if (this.isBusy || stuck !== null || mode === 'elsewhere') return;
    this.board.change(q.beginFlush(this.board.queue, this.newKey(), keep));
    const { batch } = this.board.queue;
    if (!batch) return this.onIdle();
    this.isBusy = true;
    try {
      const verdicts = await this.transport.submit(batch.key, batch.answers.map(bodyOf));
      this.retry.good();
      this.board.tell({ isLineDown: false });
      this.board.change(q.flushed(this.board.queue, verdicts));
      this.goOn();
    } catch (error) {
      this.failed(error);
    } finally {
      this.isBusy = false;
    }
  }

  private goOn(): void {
    const waiting = this.board.queue.answered.length;
    if (waiting === 0) this.onIdle();
    else this.retry.after(this.board.read().mode === 'working' && waiting < SEND_AT ? PAUSE_MS : 0);
  }

  private failed(error: unknown): void {
    if (isPassing(error)) {
      this.retry.later();
      this.board.tell({ isLineDown: true });
      return;
    }
    // Signed out, the same request is right once somebody is back; anything else is a clear no.
    if (!isSignedOut(error)) this.board.change(q.flushRefused(this.board.queue));
    this.board.tell({ stuck: error });
  }
}

const bodyOf = ({ item: { id, fence }, answer, seconds }: q.Answered) => ({
  id,
  fence,
  answer,
  activeSeconds: seconds,
});
