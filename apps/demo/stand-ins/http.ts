import { randomUUID } from 'node:crypto';

/** One sentence a person can act on, with what the API said. */
export class ApiProblem extends Error {
  constructor(
    readonly call: string,
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly body: Record<string, unknown> = {},
  ) {
    const errors = Array.isArray(body.errors) ? body.errors.slice(0, 3).map((e) => JSON.stringify(e)) : [];
    super(`${call}: ${status} ${code}: ${[detail, ...errors].join(' ')}`);
    this.name = 'ApiProblem';
  }
}

export interface Answer<T> {
  status: number;
  body: T;
  etag: string | null;
}

export interface CallOptions {
  body?: unknown;
  form?: () => FormData;
  /** Sent again with the same key, a command takes effect once. */
  key?: string;
  ifMatch?: string;
}

/** Tries of one command while the engine, the worker or the database is away; the key stays the same. */
const TRIES = 12;
const WAIT_MS = 500;
const CALL_TIMEOUT_MS = 60_000;

/** `http://host:port`, with or without the API's own prefix. */
export function apiRoot(url: string): string {
  return `${url.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1`;
}

/** One signed-in person. Everything a person or a stand-in does goes through here. */
export class Session {
  private token: Promise<string> | undefined;

  constructor(
    private readonly root: string,
    readonly login: string,
    private readonly password: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.call<T>('GET', path)).body;
  }

  async post<T>(path: string, body: unknown = {}, key?: string): Promise<T> {
    return (await this.call<T>('POST', path, { body, ...(key === undefined ? {} : { key }) })).body;
  }

  /** Every page of a list. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    do {
      const next = cursor ? `cursor=${encodeURIComponent(cursor)}` : 'limit=200';
      const page = await this.get<{ items: T[]; nextCursor?: string | null }>(
        `${path}${path.includes('?') ? '&' : '?'}${cursor ? `limit=200&${next}` : next}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  async bytes(path: string): Promise<Buffer> {
    const response = await this.send('GET', path, {}, '');
    return Buffer.from(await response.arrayBuffer());
  }

  async call<T>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const response = await this.send(method, path, options, options.key ?? randomUUID());
    const text = await response.text();
    const body = (text ? JSON.parse(text) : undefined) as T;
    if (response.status === 202) return this.finished<T>(body as { id: string });
    return { status: response.status, body, etag: response.headers.get('etag') };
  }

  private async send(method: string, path: string, options: CallOptions, key: string): Promise<Response> {
    const call = `${this.login} ${method} ${path}`;
    for (let attempt = 1; ; attempt++) {
      const token = await this.signedIn();
      const response = await this.attempt(method, path, options, key, token).catch((cause: unknown) => {
        if (attempt >= TRIES) throw new Error(`${call}: no answer from ${this.root}`, { cause });
        return undefined;
      });
      if (response?.ok) return response;
      if (response?.status === 401 && attempt === 1) {
        this.token = undefined;
      } else if (response && ((response.status !== 503 && response.status !== 429) || attempt >= TRIES)) {
        throw await problemOf(call, response);
      }
      if (response?.status !== 401) await pause(waitOf(response));
    }
  }

  private attempt(method: string, path: string, options: CallOptions, key: string, token: string): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'accept-language': 'ja' };
    if (method === 'POST') headers['idempotency-key'] = key;
    if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch;
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    const body = options.form ? options.form() : options.body === undefined ? undefined : JSON.stringify(options.body);
    const url = path.startsWith('/api/') ? `${this.root.replace(/\/api\/v1$/, '')}${path}` : `${this.root}${path}`;
    return fetch(url, { method, headers, signal: AbortSignal.timeout(CALL_TIMEOUT_MS), ...(body ? { body } : {}) });
  }

  private signedIn(): Promise<string> {
    this.token ??= this.signIn().catch((error: unknown) => {
      this.token = undefined;
      throw error;
    });
    return this.token;
  }

  private async signIn(): Promise<string> {
    const body = JSON.stringify({ login: this.login, password: this.password });
    const headers = { 'content-type': 'application/json' };
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${this.root}/auth/token`, { method: 'POST', headers, body }).catch(
        (cause: unknown) => {
          if (attempt >= TRIES) throw new Error(`${this.login}: no answer from ${this.root}`, { cause });
          return undefined;
        },
      );
      if (response?.ok) return ((await response.json()) as { accessToken: string }).accessToken;
      if (response && (response.status < 429 || attempt >= TRIES))
        throw await problemOf(`${this.login} signs in`, response);
      await pause(waitOf(response));
    }
  }

  /** A command that was accepted but not finished in time: its operation says when it is. */
  private async finished<T>(accepted: { id: string }): Promise<Answer<T>> {
    for (let tries = 0; tries < 240; tries++) {
      const operation = await this.get<{ state: string; result?: T; error?: { code?: string; detail?: string } }>(
        `/operations/${accepted.id}`,
      );
      if (operation.state === 'done') return { status: 200, body: operation.result as T, etag: null };
      if (operation.state === 'failed') {
        throw new ApiProblem(
          `operation ${accepted.id}`,
          500,
          operation.error?.code ?? 'failed',
          operation.error?.detail ?? '',
        );
      }
      await pause(WAIT_MS);
    }
    throw new Error(`${this.login}: operation ${accepted.id} does not end`);
  }
}

async function problemOf(call: string, response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    return new ApiProblem(call, response.status, String(body.code), String(body.detail ?? body.title ?? ''), body);
  } catch {
    return new ApiProblem(call, response.status, 'no_problem_json', text.slice(0, 300));
  }
}

function waitOf(response: Response | undefined): number {
  const seconds = Number(response?.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1000, 5_000) : WAIT_MS;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
