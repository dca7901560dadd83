import type { PoolClient } from 'pg';
import { good, ImportBench } from '../test/import-bench';
import type { Reply } from '../test/rig';

jest.setTimeout(60_000);

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.start();
});
afterAll(() => bench.stop());

const later = { prefer: 'respond-async' };
const look = (reply: Reply) => bench.rig.get(`/operations/${reply.body.id}`, 'director01');

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`never came: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
const ended = (reply: Reply) =>
  until(
    () => look(reply),
    ({ body }) => body.state !== 'running',
  );

/** Somebody else holds the engagement: the import has stored its pictures and waits before its first row. */
async function held<T>(id: string, work: (release: () => Promise<void>) => Promise<T>): Promise<T> {
  const client: PoolClient = await bench.rig.db.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from engagement where id = $1 for no key update', [id]);
    return await work(async () => void (await client.query('commit')));
  } finally {
    client.release();
  }
}

/** Runs `act` while an import of three items waits there, lets it go on, and answers how it ended. */
async function meanwhile(id: string, key: string, act: (operation: Reply) => Promise<unknown>): Promise<Reply> {
  return held(id, async (release) => {
    const reply = await bench.send(key, good(3), later);
    await until(
      () => look(reply),
      ({ body }) => body.phase === 'writing' && body.done === 3,
    );
    await act(reply);
    await release();
    return reply;
  });
}
/** The runner has let go of what it was stopped at: another import of the same engagement would have to wait for it. */
const idle = (id: string) => bench.rig.db.query('select 1 from engagement where id = $1 for no key update', [id]);

describe('an import that is asked for beside the request', () => {
  it('answers 202 once the files are good, and ends with the result and a word', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await bench.send(key, good(5), later);
    expect(reply).toMatchObject({
      status: 202,
      body: { kind: 'imports.create', state: 'running', done: 0, total: 10, engagement: { key } },
    });
    expect(reply.headers.get('location')).toBe(`/api/v1/operations/${reply.body.id}`);
    expect(reply.body.cancelUrl).toBe(`/api/v1/operations/${reply.body.id}/cancel`);
    expect((await ended(reply)).body).toMatchObject({
      state: 'done',
      done: 10,
      total: 10,
      phase: null,
      cancelUrl: null,
      error: null,
      result: { items: 5, gold: 0, dryRun: false, counts: { new: 5 } },
    });
    expect(await bench.count(id)).toBe(5);
    const { rows } = await bench.rig.db.query('select kind from notice where engagement_id = $1', [id]);
    expect(rows).toEqual([{ kind: 'import_done' }]);
    const audit = await bench.rig.db.query(
      `select operation, after -> 'items' as items from audit_log where engagement_id = $1`,
      [id],
    );
    expect(audit.rows).toEqual([{ operation: 'imports.create', items: 5 }]);
  });

  it('refuses faulty files at once, under a key that stays free', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await bench.send(key, good(2, { archive: { 'x.png': Buffer.from('x') } }), { ...later, key: 'mend' });
    expect(reply).toMatchObject({ status: 422, body: { code: 'import_invalid', errorCount: 2 } });
    expect((await ended(await bench.send(key, good(2), { ...later, key: 'mend' }))).body.state).toBe('done');
    expect(await bench.count(id)).toBe(2);
  });

  it('happens once however often it is sent', async () => {
    const { id, key } = await bench.engagement('production');
    const replies = await Promise.all([1, 2, 3].map(() => bench.send(key, good(4), { ...later, key: 'thrice' })));
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await ended(replies[0] as Reply)).body.state).toBe('done');
    expect((await bench.send(key, good(4), { ...later, key: 'thrice' })).headers.get('idempotency-replayed')).toBe(
      'true',
    );
    expect(await bench.count(id)).toBe(4);
  });

  it('is found again by whoever started it and by nobody else', async () => {
    const { id } = await bench.engagement('production');
    await held(id, async (release) => {
      const { rows } = await bench.rig.db.query('select key from engagement where id = $1', [id]);
      const reply = await bench.send(rows[0].key, good(3), later);
      const mine = await bench.rig.get('/operations?mine&state=running', 'director01');
      expect(mine.body.items.map((operation: { id: string }) => operation.id)).toEqual([reply.body.id]);
      const first = await bench.rig.get('/operations?mine=true&limit=1', 'director01');
      expect(first.body.items[0].id).toBe(reply.body.id);
      const next = await bench.rig.get(`/operations?limit=1&cursor=${first.body.nextCursor}`, 'director01');
      expect(next.body.items[0].id < reply.body.id).toBe(true);
      for (const other of ['director02', 'manager01']) {
        expect((await bench.rig.get('/operations', other)).body.items).toEqual([]);
        expect((await bench.rig.get(`/operations/${reply.body.id}`, other)).status).toBe(404);
        expect((await bench.rig.post(`/operations/${reply.body.id}/cancel`, other, {})).status).toBe(404);
      }
      await release();
      expect((await ended(reply)).body.state).toBe('done');
    });
  });

  it('tells its progress before anything of it can be read', async () => {
    const { id } = await bench.engagement('production');
    await held(id, async (release) => {
      const { rows } = await bench.rig.db.query('select key from engagement where id = $1', [id]);
      const reply = await bench.send(rows[0].key, good(250), later);
      const { body } = await until(
        () => look(reply),
        (seen) => seen.body.phase === 'writing',
      );
      expect(body).toMatchObject({ state: 'running', done: 250, total: 500 });
      expect(await bench.count(id)).toBe(0);
      await release();
      expect((await ended(reply)).body).toMatchObject({ state: 'done', done: 500 });
    });
  });
});

describe('an import that is stopped', () => {
  it('by its importer has written nothing, and can be started anew', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await meanwhile(id, key, async ({ body }) => {
      const stopped = await bench.rig.post(`/operations/${body.id}/cancel`, 'director01', {});
      expect(stopped).toMatchObject({ status: 200, body: { state: 'cancelled', cancelUrl: null } });
    });
    await idle(id);
    expect((await look(reply)).body).toMatchObject({ state: 'cancelled', result: null });
    for (const table of ['work_item', 'stored_file']) expect(await bench.count(id, table)).toBe(0);
    expect(await bench.rig.post(`/operations/${reply.body.id}/cancel`, 'director01', {})).toMatchObject({
      status: 409,
      body: { code: 'operation_ended', state: 'cancelled' },
    });
    const audit = await bench.rig.db.query('select operation from audit_log where engagement_id = $1', [id]);
    expect(audit.rows).toEqual([{ operation: 'operations.cancel' }]);
    expect((await ended(await bench.send(key, good(3), later))).body.state).toBe('done');
  });

  it('cannot be stopped once it has ended', async () => {
    const { key } = await bench.engagement('production');
    const reply = await bench.send(key, good(1), later);
    await ended(reply);
    expect(await bench.rig.post(`/operations/${reply.body.id}/cancel`, 'director01', {})).toMatchObject({
      status: 409,
      body: { code: 'operation_ended', state: 'done' },
    });
  });

  it('by the end of its process has failed with a clear sentence; should it still live, it takes itself back', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await meanwhile(id, key, async ({ body }) => {
      // the heart has not been heard for a minute
      await bench.rig.db.query(`update operation set updated_at = now() - interval '1 minute' where id = $1`, [
        body.id,
      ]);
      const { body: lost } = await bench.rig.get(`/operations/${body.id}`, 'director01');
      expect(lost).toMatchObject({
        state: 'failed',
        error: { code: 'interrupted', fix: { en: 'Send the same files again.' } },
      });
    });
    await idle(id);
    expect((await look(reply)).body).toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
    for (const table of ['work_item', 'stored_file']) expect(await bench.count(id, table)).toBe(0);
  });

  it('by a second one of the same engagement leaves one set of items and one clear failure', async () => {
    const { id, key } = await bench.engagement('production');
    const replies = await held(id, async (release) => {
      const both = await Promise.all([bench.send(key, good(3), later), bench.send(key, good(3), later)]);
      for (const reply of both)
        await until(
          () => look(reply),
          ({ body }) => body.phase === 'writing',
        );
      expect(await bench.send((await bench.engagement('production')).key, good(1), later)).toMatchObject({
        status: 429,
        body: { code: 'too_many_imports' },
      });
      await release();
      return both;
    });
    const states = await Promise.all(replies.map(async (reply) => (await ended(reply)).body));
    expect(states.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
    expect(states.find(({ state }) => state === 'failed').error).toMatchObject({
      code: 'already_imported',
      reason: { en: expect.any(String) },
      fix: { ja: expect.any(String) },
    });
    expect(await bench.count(id)).toBe(3);
  });
});

describe('the API going down', () => {
  it('ends what it carries as interrupted, with nothing written', async () => {
    const other = await ImportBench.start();
    const { id, key } = await other.engagement('production');
    const client = await other.rig.db.connect();
    await client.query('begin');
    await client.query('select 1 from engagement where id = $1 for no key update', [id]);
    const reply = await other.send(key, good(2), later);
    const closing = other.rig.app.close();
    const row = await until(
      async () => (await client.query('select state, error from operation where id = $1', [reply.body.id])).rows[0],
      ({ state }) => state === 'failed',
    );
    expect(row.error.code).toBe('interrupted');
    await client.query('commit');
    await closing;
    client.release();
    expect(await other.count(id)).toBe(0);
    await other.stop();
  });
});
