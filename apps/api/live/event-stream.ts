import type { Writable } from 'node:stream';
import type { Credential } from '../common/actor';

/** What a reader may leave unread; who leaves more is gone or too slow, and comes back with the id it has seen. */
const MAX_UNREAD_BYTES = 64 * 1024;
const RETRY_MS = 2_000;
/** For who has too many streams: coming back at once would push the next one out. */
const LONG_RETRY_MS = 60_000;
/** A peer that does not read its end must not hold up the end of the process. */
const CLOSE_MS = 1_000;

export type EndReason = 'session_ended' | 'too_many_streams' | 'shutdown';

export interface ServerEvent {
  event: string;
  id?: number;
  data?: unknown;
  retry?: number;
}

/** One open answer of `GET /events`. */
export class EventStream {
  readonly openedAt = new Date();
  private isOver = false;
  private readonly expiry: NodeJS.Timeout;

  constructor(
    private readonly out: Writable,
    readonly credential: Credential,
  ) {
    this.expiry = setTimeout(() => this.end('session_ended'), credential.expiresAt.getTime() - Date.now());
    this.expiry.unref();
    out.once('close', () => this.over());
    // Gone while it was asked who they are.
    if (out.destroyed) this.over();
    out.on('error', () => this.drop());
  }

  /** An id without an event: whoever comes back says how far they have heard, also when there was nothing to tell. */
  begin(position: number | undefined): void {
    this.write(`retry: ${RETRY_MS}\n${idLine(position)}\n`);
  }

  beat(position: number | undefined): void {
    this.write(`: \n${idLine(position)}\n`);
  }

  send({ event, id, data, retry }: ServerEvent): void {
    const wait = retry === undefined ? '' : `retry: ${retry}\n`;
    this.write(`${wait}event: ${event}\n${idLine(id)}data: ${JSON.stringify(data ?? {})}\n\n`);
  }

  /** Says why, so that the page knows whether to come back. */
  end(reason: EndReason): void {
    if (this.isOver) return;
    this.send({ event: 'end', data: { reason }, ...(reason === 'too_many_streams' && { retry: LONG_RETRY_MS }) });
    this.over();
    this.out.end();
    setTimeout(() => this.drop(), CLOSE_MS).unref();
  }

  get isEnded(): boolean {
    return this.isOver;
  }

  private write(text: string): void {
    if (this.isOver) return;
    if (this.out.writableLength > MAX_UNREAD_BYTES) this.drop();
    else this.out.write(text);
  }

  private drop(): void {
    this.over();
    this.out.destroy();
  }

  private over(): void {
    this.isOver = true;
    clearTimeout(this.expiry);
  }
}

const idLine = (id: number | undefined): string => (id === undefined ? '' : `id: ${id}\n`);
