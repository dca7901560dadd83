import { EMPTY, type Queue } from './queue';

export type Mode = 'opening' | 'working' | 'resting' | 'left' | 'elsewhere';

/** What the labelling screen shows. */
export interface Snapshot {
  queue: Queue;
  mode: Mode;
  /** Why no more items are handed out. */
  gate: unknown;
  /** Nothing is left just now. */
  isDry: boolean;
  isReserving: boolean;
  /** The line is down; what waits goes out by itself. */
  isLineDown: boolean;
  /** The whole of a sending was refused, or the session ended: waits for the person. */
  stuck: unknown;
  /** False where this browser stores nothing: closing the page would lose what waits. */
  isKept: boolean;
  /** Items that ran out while the person was away, since they were last told. */
  lapsed: number;
}

/** The one place where the state stands; every change of the queue is stored before it is shown. */
export class Board {
  private snapshot: Snapshot = {
    queue: EMPTY,
    mode: 'opening',
    gate: null,
    isDry: false,
    isReserving: false,
    isLineDown: false,
    stuck: null,
    isKept: true,
    lapsed: 0,
  };
  private readonly watchers = new Set<() => void>();

  constructor(private readonly store: (queue: Queue) => boolean) {}

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };
  readonly read = (): Snapshot => this.snapshot;

  get queue(): Queue {
    return this.snapshot.queue;
  }

  change(queue: Queue): void {
    // Another tab has it now: what is stored is that tab's.
    if (queue === this.snapshot.queue || this.snapshot.mode === 'elsewhere') return;
    this.tell({ queue, isKept: this.store(queue) });
  }

  tell(part: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const watcher of this.watchers) watcher();
  }
}
