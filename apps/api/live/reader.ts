import { type Database } from '@kado/persistence/database';
import type { Actor } from '../common/actor';
import { loadActor } from '../common/actor-loader';
import { reachParameters, VISIBLE_ENGAGEMENTS } from '../common/visibility';
import type { WrittenNotice } from './audit-feed';
import type { EndReason, EventStream, ServerEvent } from './event-stream';

/** How long it may take until a right given or taken away counts for the streams that are open. */
const TRUST_MS = 60_000;
const MAX_STREAMS = 5;
/** More changed engagements than that in one event: the reader begins anew. */
const MAX_PENDING = 1_000;

export interface SeenEngagement {
  id: string;
  key: string;
}

/** One person who listens, in one page or several: what they may see is asked once for all of them. */
export class Reader {
  private readonly streams = new Set<EventStream>();
  private readonly pending = new Set<string>();
  /** Undefined: not visible. */
  private readonly visible = new Map<string, SeenEngagement | undefined>();
  private trustedUntil = 0;
  readonly since = new Date();

  constructor(
    private readonly database: Database,
    private actor: Actor,
    private readonly trustMs = TRUST_MS,
  ) {}

  get personId(): string {
    return this.actor.personId;
  }

  get isGone(): boolean {
    for (const stream of this.streams) if (stream.isEnded) this.streams.delete(stream);
    return this.streams.size === 0;
  }

  /** The oldest stream makes room: it is the page that is looked at least. */
  add(stream: EventStream, actor: Actor): void {
    this.trust(actor);
    const open = this.isGone ? [] : [...this.streams];
    for (const oldest of open.slice(0, Math.max(0, open.length + 1 - MAX_STREAMS))) oldest.end('too_many_streams');
    this.streams.add(stream);
  }

  note(engagementIds: readonly string[]): void {
    for (const id of engagementIds) this.pending.add(id);
  }

  /** What is noted stays noted until it could be told: while the database is away nothing gets lost. */
  async tell(position: number | undefined): Promise<void> {
    await this.refresh();
    if (this.pending.size === 0 || this.isGone) return;
    if (this.pending.size > MAX_PENDING) {
      this.pending.clear();
      return this.send({ event: 'reset', id: position });
    }
    const engagements = await this.seen([...this.pending]);
    this.pending.clear();
    if (engagements.length > 0) this.send(changed(engagements, position));
  }

  tellNotices(notices: readonly WrittenNotice[]): void {
    if (notices.length === 0) return;
    this.send({
      event: 'notice',
      data: { notices: notices.map(({ id, kind }) => ({ id, kind })), at: new Date().toISOString() },
    });
  }

  beat(position: number | undefined): void {
    // An id says that all before it was told.
    const told = this.pending.size === 0 ? position : undefined;
    for (const stream of this.streams) stream.beat(told);
  }

  end(reason: EndReason, which: (stream: EventStream) => boolean = () => true): void {
    for (const stream of this.streams) if (which(stream)) stream.end(reason);
  }

  /** Those of these engagements that `engagements.get` would show. */
  async seen(ids: readonly string[]): Promise<SeenEngagement[]> {
    const unknown = ids.filter((id) => !this.visible.has(id));
    if (unknown.length > 0) {
      const rows = await this.database.transaction(this.actor.scope, (tx) =>
        tx.rows<SeenEngagement>(
          `select e.id, e.key from engagement e where ${VISIBLE_ENGAGEMENTS} and e.id = any ($5::uuid[])`,
          [...reachParameters(this.actor, 'engagements.get'), unknown],
        ),
      );
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const id of unknown) this.visible.set(id, found.get(id));
    }
    return ids.flatMap((id) => this.visible.get(id) ?? []);
  }

  /** Whose account was closed hears nothing any more. */
  private async refresh(): Promise<void> {
    if (Date.now() < this.trustedUntil) return;
    const actor = await loadActor(this.database, this.actor.personId);
    if (!actor) return this.end('session_ended');
    this.trust(actor);
  }

  /** As the database says now. */
  private trust(actor: Actor): void {
    this.actor = actor;
    this.visible.clear();
    this.trustedUntil = Date.now() + this.trustMs;
  }

  private send(event: ServerEvent): void {
    for (const stream of this.streams) stream.send(event);
  }
}

export function changed(engagements: readonly SeenEngagement[], position: number | undefined): ServerEvent {
  return { event: 'changed', id: position, data: { engagements, at: new Date().toISOString() } };
}
