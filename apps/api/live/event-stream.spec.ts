import { PassThrough, Writable } from 'node:stream';
import { EventStream } from './event-stream';

const session = (seconds: number) => ({ personId: 'p', expiresAt: new Date(Date.now() + seconds * 1000) });
const closed = (out: Writable): Promise<void> => new Promise((resolve) => out.once('close', () => resolve()));

describe('a stream of events', () => {
  it('is written as browsers read it; an id without an event only says how far it was heard', () => {
    const out = new PassThrough();
    const stream = new EventStream(out, session(60));
    stream.begin(7);
    stream.beat(8);
    stream.beat(undefined);
    stream.send({ event: 'changed', id: 9, data: { a: 'x\ny' } });
    stream.send({ event: 'reset' });
    expect(String(out.read())).toBe(
      'retry: 2000\nid: 7\n\n: \nid: 8\n\n: \n\nevent: changed\nid: 9\ndata: {"a":"x\\ny"}\n\nevent: reset\ndata: {}\n\n',
    );
    stream.end('shutdown');
    stream.end('shutdown');
    stream.send({ event: 'changed' });
    expect(String(out.read())).toBe('event: end\ndata: {"reason":"shutdown"}\n\n');
    expect([stream.isEnded, out.writableEnded]).toEqual([true, true]);
  });

  it('drops who does not read, instead of keeping it all', async () => {
    let unread = 0;
    const out = new Writable({
      write(part: Buffer) {
        // never says that it is done
        unread += part.length;
      },
    });
    const stream = new EventStream(out, session(60));
    const gone = closed(out);
    for (let n = 0; n < 1_000 && !stream.isEnded; n++) stream.send({ event: 'changed', data: 'x'.repeat(1_000) });
    await gone;
    expect(stream.isEnded).toBe(true);
    expect(unread + out.writableLength).toBeLessThan(80_000);
  });

  it('is cut off where its end is not read either', async () => {
    const out = new Writable({ write() {} });
    const stream = new EventStream(out, session(60));
    const gone = closed(out);
    stream.end('shutdown');
    await gone;
    expect(out.destroyed).toBe(true);
  });

  it('ends with its session, and knows when its reader was gone before it began', async () => {
    const out = new PassThrough();
    const stream = new EventStream(out, session(0.05));
    await new Promise((resolve) => out.once('finish', resolve));
    expect(stream.isEnded).toBe(true);
    expect(String(out.read())).toContain('session_ended');
    const away = new PassThrough().destroy();
    expect(new EventStream(away, session(60)).isEnded).toBe(true);
  });
});
