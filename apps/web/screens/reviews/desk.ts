import { ProblemError } from '../../api/problem';
import type { DeskIo } from './desk-io';
import {
  type Batch,
  EMPTY,
  type Event,
  inHand,
  MOST,
  openItems,
  type ReviewItem,
  reduce,
  type Session,
} from './session';

export interface Desk {
  session: Session;
  isOpen: boolean;
  /** Nothing more is waiting right now. */
  isDry: boolean;
  fault: unknown;
}

const BATCH = 20;
/** Fewer open items than these: the next batch comes while one goes on. */
const LOW = 10;
/** So long a verdict can be taken back; then it goes out with the others. */
const UNDO_MS = 8_000;
/** Ripe verdicts wait for others: they go out by so many, or after so long. */
const TOGETHER = 10;
const TOGETHER_MS = 15_000;
const WAIT_WHEN_DRY_MS = 20_000;
const WAIT_AFTER_FAULT_MS = 4_000;
/** A lease is renewed while the leader is there: at half of its time, and never later than a minute before its end. */
const LAST_MS = 60_000;
const RENEW_EVERY_MS = 15_000;
const AWAY_MS = 5 * 60_000;

const isClear = (fault: unknown): boolean => fault instanceof ProblemError && !fault.isPassing;

/**
 * The leader's desk: takes batches ahead, sends verdicts when they are ripe, renews leases, takes again what was lost. One
 * thing at a time, so that an answer always speaks of what is here.
 */
export class ReviewDesk {
  private state: Desk;
  private readonly watchers = new Set<() => void>();
  private running: Promise<void> | null = null;
  private renewAfter = 0;
  private waitUntil = 0;
  private dryUntil = 0;
  private takeKey: string | null = null;
  private lastSeen: number;
  private readonly leasedAt = new Map<string, number>();

  constructor(
    private readonly io: DeskIo,
    session: Session = EMPTY,
  ) {
    this.state = { session, isOpen: session.again.length > 0, isDry: false, fault: null };
    this.lastSeen = io.now();
  }

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };
  read = (): Desk => this.state;

  open = () => {
    this.dryUntil = 0;
    this.set({ isOpen: true, isDry: false, fault: null });
    void this.tick();
  };
  seen = () => {
    this.lastSeen = this.io.now();
  };
  say = (event: Event) => {
    const session = reduce(this.state.session, event);
    if (session !== this.state.session) {
      this.set({ session });
      this.io.keep(session);
    }
  };
  retry = () => {
    this.waitUntil = 0;
    this.set({ fault: null });
    void this.tick();
  };

  /** Everything goes out now. */
  send = () => {
    this.post(Number.POSITIVE_INFINITY);
    void this.tick();
  };

  /** Sends what was judged and gives the rest back to the other reviewers. */
  close = async () => {
    this.waitUntil = 0;
    this.set({ isOpen: false, fault: null });
    do {
      this.post(Number.POSITIVE_INFINITY);
      await this.tick();
    } while ((this.state.session.given.length > 0 || this.state.session.outbox) && this.state.fault === null);
    if (this.state.fault !== null) return;
    const rest = openItems(this.state.session);
    this.say({ type: 'released' });
    // What cannot be given back is free when its lease ends.
    await Promise.allSettled(rest.map((item) => this.io.release(item, crypto.randomUUID())));
  };

  /** Once a second, and after whatever may have made something due. */
  tick = (): Promise<void> => {
    if (this.io.now() < this.waitUntil) return Promise.resolve();
    this.running ??= this.next()
      .catch((fault: unknown) => {
        // A clear no is not asked again by itself; what was judged stays here.
        this.waitUntil = isClear(fault) ? Number.POSITIVE_INFINITY : this.io.now() + WAIT_AFTER_FAULT_MS;
        this.set({ fault });
      })
      .finally(() => {
        this.running = null;
      });
    return this.running;
  };

  private async next(): Promise<void> {
    const { session, isOpen } = this.state;
    if (session.outbox) return this.deliver(session.outbox);
    if (session.again.length > 0) return this.takeAgain(session.again);
    this.postRipe();
    const { outbox } = this.state.session;
    if (outbox) return this.deliver(outbox);
    const ending = this.ending();
    if (ending.length > 0) return this.renew(ending);
    const isWanted = isOpen && openItems(session).length < LOW && session.items.length <= MOST - BATCH;
    if (isWanted && this.io.now() >= this.dryUntil) await this.take();
  }

  private async deliver({ items, key }: Batch): Promise<void> {
    const results = await this.io.decide(items, key);
    this.set({ fault: null });
    this.say({ type: 'answered', results });
  }

  private async take(): Promise<void> {
    // The same key until an answer comes: a lost answer would leave items leased to nobody's screen.
    this.takeKey ??= crypto.randomUUID();
    try {
      const items = await this.io.take(BATCH, this.takeKey);
      const isDry = items.length < BATCH;
      if (isDry) this.dryUntil = this.io.now() + WAIT_WHEN_DRY_MS;
      this.leased(items);
      this.set({ isDry, fault: null });
      this.say({ type: 'taken', items });
    } catch (fault) {
      if (!isClear(fault)) throw fault;
      // No more for now (on hold, no longer of this team); what is in hand is still sent.
      this.set({ isOpen: false, fault });
    }
    this.takeKey = null;
  }

  /** Without a new lease one goes on under the old one: as long as nobody else takes the items, verdicts hold. */
  private async renew(ids: readonly string[]): Promise<void> {
    this.renewAfter = this.io.now() + RENEW_EVERY_MS;
    await this.takeAgain(ids).catch((fault: unknown) => {
      if (!isClear(fault)) throw fault;
    });
  }

  private async takeAgain(ids: readonly string[]): Promise<void> {
    const asked = ids.slice(0, MOST);
    const items = await this.io.takeAgain(asked, crypto.randomUUID());
    this.leased(items);
    this.set({ fault: null });
    this.say({ type: 'takenAgain', asked, items });
  }

  private leased(items: readonly ReviewItem[]): void {
    for (const { id } of items) this.leasedAt.set(id, this.io.now());
  }

  /** Everything in hand, once the first lease nears its end and the leader is there. */
  private ending(): string[] {
    const now = this.io.now();
    if (now < this.renewAfter || now - this.lastSeen > AWAY_MS) return [];
    const held = inHand(this.state.session);
    const isNear = held.some(({ id, leaseUntil }) => {
      const until = Date.parse(leaseUntil);
      const since = this.leasedAt.get(id) ?? now;
      return until - now < Math.min((until - since) / 2, LAST_MS);
    });
    return isNear ? held.map(({ id }) => id) : [];
  }

  private postRipe(): void {
    const now = this.io.now();
    const ripe = this.state.session.given.filter(({ at }) => at <= now - UNDO_MS);
    if (ripe.length >= TOGETHER || ripe.some(({ at }) => at <= now - TOGETHER_MS)) this.post(now - UNDO_MS);
  }

  private post(givenBefore: number): void {
    if (this.state.session.again.length === 0) this.say({ type: 'posted', key: crypto.randomUUID(), givenBefore });
  }

  private set(change: Partial<Desk>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}
