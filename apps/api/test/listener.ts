import type { ApiRig } from './rig';

export interface HeardEvent {
  event: string;
  id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape they expect of an event
  data: any;
}

/** Reads a stream of server-sent events as a browser does. */
export class Listener {
  readonly events: HeardEvent[] = [];
  /** As a browser keeps it, to say when it comes back. */
  lastEventId: string | undefined;
  text = '';
  isOver = false;
  private readonly abort = new AbortController();

  private constructor(readonly response: Response) {}

  static async open(api: ApiRig, headers: Record<string, string>, lastEventId?: string): Promise<Listener> {
    const abort = new AbortController();
    const response = await fetch(`${api.base}/api/v1/events`, {
      headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
      signal: abort.signal,
    });
    const listener = new Listener(response);
    listener.abort.signal.addEventListener('abort', () => abort.abort());
    void listener.read();
    return listener;
  }

  static async as(api: ApiRig, login: string, lastEventId?: string): Promise<Listener> {
    return Listener.open(api, { authorization: `Bearer ${await api.token(login)}` }, lastEventId);
  }

  close(): void {
    this.abort.abort();
  }

  of(event: string): HeardEvent[] {
    return this.events.filter((heard) => heard.event === event);
  }

  keys(): string[] {
    const keys = this.of('changed').flatMap(({ data }) => data.engagements.map(({ key }: { key: string }) => key));
    return [...new Set<string>(keys)].sort();
  }

  /** Waited for at most 10 s. */
  async until(isSo: (listener: Listener) => boolean): Promise<void> {
    for (const end = Date.now() + 10_000; !isSo(this); ) {
      if (Date.now() > end) throw new Error(`not heard within 10 s, only: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private async read(): Promise<void> {
    try {
      for await (const part of this.response.body as unknown as AsyncIterable<Uint8Array>) {
        this.text += new TextDecoder().decode(part);
        this.parse();
      }
    } catch {
      // cut off
    }
    this.isOver = true;
  }

  private parse(): void {
    const blocks = this.text.split('\n\n').slice(0, -1);
    this.events.length = 0;
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      this.lastEventId = field('id') ?? this.lastEventId;
      const data = field('data');
      if (data !== undefined)
        this.events.push({ event: field('event') ?? 'message', id: field('id'), data: JSON.parse(data) });
    }
  }
}
