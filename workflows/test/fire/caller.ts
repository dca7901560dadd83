import { randomUUID } from 'node:crypto';
import { Tokens } from '@kado/auth/tokens';
import { API_SECRET } from '@kado/testing/worker-process';
import type { FireStack } from './stack';

export interface Acknowledged {
  path: string;
  login: string;
  key: string;
  body: unknown;
  status: number;
  answer: unknown;
  /** Milliseconds from the later of sending it and the end of the last fault to its answer. */
  waited: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A client as a careful one is: it sends the same request with the same key until it has an answer that is one. */
export class Caller {
  private readonly tokens = new Tokens(API_SECRET);
  readonly acknowledged: Acknowledged[] = [];

  constructor(
    private readonly stack: FireStack,
    private readonly personId: (login: string) => Promise<string>,
  ) {}

  async post(path: string, login: string, body: unknown, key: string = randomUUID()): Promise<Acknowledged> {
    const sent = Date.now();
    for (;;) {
      const reply = await this.once(path, login, body, key);
      if (reply && !isNoAnswer(reply)) {
        const waited = Date.now() - Math.max(sent, Math.min(this.stack.calmSince, Date.now()));
        const acknowledged = { path, login, key, body, waited, ...reply };
        if (reply.status < 300) this.acknowledged.push(acknowledged);
        return acknowledged;
      }
      await pause(150);
    }
  }

  /** One attempt; nothing where the connection broke. */
  async once(
    path: string,
    login: string,
    body: unknown,
    key: string,
  ): Promise<{ status: number; answer: { code?: string } } | undefined> {
    try {
      const token = await this.tokens.sign({ personId: await this.personId(login) });
      const response = await fetch(this.stack.api + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      return { status: response.status, answer: (await response.json()) as { code?: string } };
    } catch {
      return undefined;
    }
  }
}

/** Away, or the same key still under way: the same request is sent again. */
function isNoAnswer({ status, answer }: { status: number; answer: { code?: string } }): boolean {
  return status === 503 || (status === 409 && answer.code === 'idempotency_key_in_flight');
}
