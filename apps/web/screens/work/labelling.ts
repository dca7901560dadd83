import { Board } from './board';
import { Giver } from './giver';
import * as q from './queue';
import { Sender } from './sender';
import { Stopwatch } from './stopwatch';
import { Taker } from './taker';
import type { Transport } from './transport';

export interface Parts {
  transport: Transport;
  keep: { read(): Partial<q.Queue>; write(queue: q.Queue): boolean };
  lock: { isHeld: boolean; take(steal: boolean): Promise<boolean>; release(): void };
  /** Seconds an item is thought to take, before it is known. */
  pace?: number;
  now?: () => number;
  newKey?: () => string;
}

/** What the person does, and what follows from it: the queue moves at once, the network comes along behind. */
export class Labelling {
  readonly board: Board;
  readonly stopwatch: Stopwatch;
  private readonly sender: Sender;
  private readonly taker: Taker;
  private readonly giver: Giver;
  private readonly newKey: () => string;
  private readonly now: () => number;
  private isWanted = false;

  constructor(private readonly parts: Parts) {
    const { transport, keep, pace = 3, now = Date.now, newKey = () => crypto.randomUUID() } = parts;
    this.now = now;
    this.newKey = newKey;
    this.board = new Board((queue) => keep.write(queue));
    this.stopwatch = new Stopwatch(now);
    this.sender = new Sender(this.board, transport, newKey, () => this.letGo());
    this.taker = new Taker(this.board, transport, newKey, now, () => this.giveAllBack(), pace);
    this.giver = new Giver(this.board, transport);
  }

  async enter(steal = false): Promise<void> {
    this.isWanted = true;
    const wasHeld = this.parts.lock.isHeld;
    const isMine = await this.parts.lock.take(steal);
    // Gone again meanwhile: nothing is taken for a screen that is not there.
    if (!this.isWanted) return wasHeld ? undefined : this.parts.lock.release();
    if (!isMine) return this.board.tell({ mode: 'elsewhere' });
    const queue = wasHeld ? this.board.queue : q.resume(this.parts.keep.read());
    this.board.tell({ queue: q.expire(queue, this.now()), mode: 'working', gate: null, isDry: false, stuck: null });
    this.goOn();
  }

  /** Items stay for coming back; answers go out, and once they have the tab is free for another. */
  leave(): void {
    this.isWanted = false;
    if (this.board.read().mode === 'elsewhere') return;
    this.stopwatch.stop();
    this.board.tell({ mode: 'left' });
    void this.sender.send();
  }

  stolen(): void {
    this.stopwatch.stop();
    this.board.tell({ mode: 'elsewhere' });
  }

  answer(text: string): void {
    const [item] = this.board.queue.ready;
    if (!item || this.board.read().mode !== 'working') return;
    this.board.change(q.answer(this.board.queue, text, this.stopwatch.take(item.id)));
    this.sender.soon();
    this.taker.answered();
  }

  undo(): void {
    const last = this.board.queue.answered.at(-1);
    if (!last || this.board.read().mode !== 'working') return;
    this.stopwatch.goOn(last.item.id, last.seconds);
    this.board.change(q.undo(this.board.queue));
    this.sender.soon();
  }

  /** "Not this one": back to everybody. */
  pass(): void {
    if (this.board.read().mode !== 'working') return;
    this.stopwatch.stop();
    this.board.change(q.release(this.board.queue, this.newKey()));
    void this.giver.run();
    void this.taker.refill();
  }

  rest(): void {
    this.stopwatch.stop();
    this.board.tell({ mode: 'resting' });
    void this.sender.send();
    this.giveAllBack();
  }

  workAgain(): void {
    this.board.tell({ mode: 'working', gate: null, isDry: false });
    void this.taker.refill();
  }

  /** Tries at once what waits: the line is back, or somebody pressed "again". */
  again(): void {
    this.board.tell({ stuck: null, gate: null, isDry: false });
    this.goOn();
  }

  /** The page went out of sight: whoever closes a phone now has sent what they did. */
  hidden(): void {
    this.stopwatch.stop();
    this.taker.isHidden = true;
    void this.sender.send();
  }

  visible(): void {
    this.taker.isHidden = false;
    const { queue, mode, lapsed } = this.board.read();
    if (mode !== 'working') return;
    const left = q.expire(queue, this.now());
    this.board.change(left);
    this.board.tell({ lapsed: lapsed + queue.ready.length - left.ready.length });
    void this.taker.refill();
  }

  /** The person has read what was not taken, and what ran out. */
  told(): void {
    this.board.tell({ lapsed: 0 });
    this.board.change(q.readRefused(this.board.queue));
  }

  private goOn(): void {
    void this.sender.send();
    void this.giver.run();
    void this.taker.refill();
  }

  private giveAllBack(): void {
    this.board.change(q.releaseAll(this.board.queue, this.newKey));
    void this.giver.run();
  }

  private letGo(): void {
    if (this.board.read().mode === 'left' && q.unsent(this.board.queue) === 0) this.parts.lock.release();
  }
}
