import { isPassing } from '../../api/problem';
import type { Board } from './board';
import * as q from './queue';
import { isSignedOut, Retry } from './retry';
import type { Transport } from './transport';

/** Gives items back; one that is not this person's any more has gone where it was to go. */
export class Giver {
  private readonly retry = new Retry(() => void this.run());
  private isBusy = false;

  constructor(
    private readonly board: Board,
    private readonly transport: Pick<Transport, 'release'>,
  ) {}

  async run(): Promise<void> {
    if (this.isBusy || this.board.read().mode === 'elsewhere') return;
    this.isBusy = true;
    try {
      for (let [next] = this.board.queue.releases; next; [next] = this.board.queue.releases) {
        if (!(await this.giveBack(next))) return this.retry.later();
      }
      this.retry.good();
    } finally {
      this.isBusy = false;
    }
  }

  private async giveBack({ key, items }: q.Release): Promise<boolean> {
    try {
      await this.transport.release(key, items);
    } catch (error) {
      if (isPassing(error) || isSignedOut(error)) return false;
    }
    this.board.change(q.released(this.board.queue, key));
    return this.board.read().mode !== 'elsewhere';
  }
}
