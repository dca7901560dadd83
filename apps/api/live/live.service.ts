import { Database } from '@kado/persistence/database';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Actor, Credential } from '../common/actor';
import { LOG } from '../common/injection';
import { Problem } from '../common/problem';
import { AuditFeed } from './audit-feed';
import { EventStream } from './event-stream';
import { Reader } from './reader';
import { tellMissed } from './replay';

const LOOK_EVERY_MS = 1_000;
const BEAT_EVERY_MS = 15_000;

/**
 * Who listens in this process, and the one loop that looks for them while there is anybody. A look that fails is a look
 * later: streams stay open while the database is away, and the next look goes on where the last one stood.
 */
@Injectable()
export class LiveService implements BeforeApplicationShutdown {
  private readonly readers = new Map<string, Reader>();
  private feed: AuditFeed | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastBeat = 0;
  private isLooking = false;
  private isAway = false;
  private isStopping = false;

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Answers with a stream that stays open until its session ends, the reader goes, or the process does. */
  async open(actor: Actor, credential: Credential, response: Response, lastEventId: string | undefined): Promise<void> {
    // Where the log stands is known before the reader's page begins to load: what is written from here on will be told.
    const fresh = this.feed ?? (await this.newFeed());
    if (this.isStopping) throw new Problem(503, 'not_ready', { headers: { 'Retry-After': '2' } });
    this.feed ??= fresh;
    const { feed } = this;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      // Nothing comes after a stream: a connection kept for it would only hold up the end of the process.
      Connection: 'close',
    });
    const stream = new EventStream(response, credential);
    const reader = this.readers.get(actor.personId) ?? new Reader(this.database, actor);
    reader.add(stream, actor);
    this.readers.set(actor.personId, reader);
    if (!this.isLooking) this.lookLater();
    // Who comes back keeps the id they have, until what they missed is told.
    stream.begin(lastEventId === undefined ? feed.position : undefined);
    if (lastEventId !== undefined) await this.replay(stream, reader, feed, lastEventId);
  }

  endSession(sessionId: string): void {
    for (const reader of this.readers.values())
      reader.end('session_ended', ({ credential }) => credential.sessionId === sessionId);
  }

  /** Before HTTP stops: it waits for its last answers, and these would never end by themselves. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
    clearTimeout(this.timer);
    for (const reader of this.readers.values()) reader.end('shutdown');
    this.readers.clear();
  }

  private async newFeed(): Promise<AuditFeed> {
    const feed = new AuditFeed(this.database);
    await feed.look([]);
    return feed;
  }

  private async replay(stream: EventStream, reader: Reader, feed: AuditFeed, lastEventId: string): Promise<void> {
    try {
      await tellMissed(this.database, stream, reader, feed.position, lastEventId);
    } catch (error) {
      this.log.warn({ fault: String(error).slice(0, 300) }, 'what a reader has missed could not be read');
      // Not all of it can be told any more, and that is said.
      stream.send({ event: 'reset', id: feed.position });
    }
  }

  private lookLater(): void {
    this.isLooking = true;
    this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }

  private async look(): Promise<void> {
    try {
      await this.lookOnce();
      if (this.isAway) this.log.info('events are read again');
      this.isAway = false;
    } catch (error) {
      if (!this.isAway) this.log.warn({ fault: String(error).slice(0, 300) }, 'events cannot be read: trying again');
      this.isAway = true;
    }
    this.beat();
    for (const [personId, reader] of this.readers) if (reader.isGone) this.readers.delete(personId);
    this.isLooking = false;
    if (this.isStopping) return;
    if (this.readers.size > 0) this.lookLater();
    // Nobody listens: whoever comes next begins at what is there then.
    else this.feed = undefined;
  }

  private async lookOnce(): Promise<void> {
    const { feed } = this;
    if (!feed) return;
    const readers = [...this.readers.values()];
    const { engagementIds, notices } = await feed.look(readers.map(({ personId, since }) => ({ personId, since })));
    for (const reader of readers) {
      reader.note(engagementIds);
      reader.tellNotices(notices.filter(({ personId }) => personId === reader.personId));
    }
    const faults: unknown[] = [];
    for (const reader of readers) await reader.tell(feed.position).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }

  private beat(): void {
    if (Date.now() - this.lastBeat < BEAT_EVERY_MS) return;
    this.lastBeat = Date.now();
    for (const reader of this.readers.values()) reader.beat(this.feed?.position);
  }
}
