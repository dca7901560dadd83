import { good, type ImportBench } from './import-bench';
import type { Reply } from './rig';

export const LATER = { prefer: 'respond-async' };

export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`never came: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export const look = (bench: ImportBench, reply: Reply) => bench.rig.get(`/operations/${reply.body.id}`, 'director01');
export const ended = (bench: ImportBench, reply: Reply) =>
  until(
    () => look(bench, reply),
    ({ body }) => body.state !== 'running',
  );

/** Somebody else holds the engagement: an import has stored its pictures and waits before its first row. */
export async function held<T>(
  bench: ImportBench,
  id: string,
  work: (release: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const client = await bench.rig.db.connect();
  const release = async () => void (await client.query('commit'));
  try {
    await client.query('begin');
    await client.query('select 1 from engagement where id = $1 for no key update', [id]);
    return await work(release);
  } finally {
    await release();
    client.release();
  }
}

/** Runs `act` while an import of three items waits there, lets it go on, and waits until it has let go of the engagement. */
export async function meanwhile(
  bench: ImportBench,
  { id, key }: { id: string; key: string },
  act: (operation: Reply) => Promise<unknown>,
): Promise<Reply> {
  const reply = await held(bench, id, async () => {
    const sent = await bench.send(key, good(3), LATER);
    await until(
      () => look(bench, sent),
      ({ body }) => body.phase === 'writing' && body.done === 3,
    );
    await act(sent);
    return sent;
  });
  await bench.rig.db.query('select 1 from engagement where id = $1 for no key update', [id]);
  return reply;
}
