import { good, ImportBench } from '../test/import-bench';
import { ended, held, LATER, look, until } from '../test/long-imports';
import type { Reply } from '../test/rig';

jest.setTimeout(60_000);

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.start();
});
afterAll(() => bench.stop());

describe('an import that is asked for beside the request', () => {
  it('answers 202 once the files are good, and ends with the result and a word', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await bench.send(key, good(5), LATER);
    expect(reply).toMatchObject({
      status: 202,
      body: { kind: 'imports.create', state: 'running', done: 0, total: 10, engagement: { key } },
    });
    expect(reply.headers.get('location')).toBe(`/api/v1/operations/${reply.body.id}`);
    expect(reply.body.cancelUrl).toBe(`/api/v1/operations/${reply.body.id}/cancel`);
    expect((await ended(bench, reply)).body).toMatchObject({
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
    const reply = await bench.send(key, good(2, { archive: { 'x.png': Buffer.from('x') } }), { ...LATER, key: 'mend' });
    expect(reply).toMatchObject({ status: 422, body: { code: 'import_invalid', errorCount: 2 } });
    expect((await ended(bench, await bench.send(key, good(2), { ...LATER, key: 'mend' }))).body.state).toBe('done');
    expect(await bench.count(id)).toBe(2);
  });

  it('happens once however often it is sent', async () => {
    const { id, key } = await bench.engagement('production');
    const replies = await Promise.all([1, 2, 3].map(() => bench.send(key, good(4), { ...LATER, key: 'thrice' })));
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await ended(bench, replies[0] as Reply)).body.state).toBe('done');
    expect((await bench.send(key, good(4), { ...LATER, key: 'thrice' })).headers.get('idempotency-replayed')).toBe(
      'true',
    );
    expect(await bench.count(id)).toBe(4);
  });

  it('is found again by whoever started it and by nobody else', async () => {
    const { id } = await bench.engagement('production');
    await held(bench, id, async (release) => {
      const { rows } = await bench.rig.db.query('select key from engagement where id = $1', [id]);
      const reply = await bench.send(rows[0].key, good(3), LATER);
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
      expect((await ended(bench, reply)).body.state).toBe('done');
    });
  });

  it('tells its progress before anything of it can be read', async () => {
    const { id } = await bench.engagement('production');
    await held(bench, id, async (release) => {
      const { rows } = await bench.rig.db.query('select key from engagement where id = $1', [id]);
      const reply = await bench.send(rows[0].key, good(250), LATER);
      const { body } = await until(
        () => look(bench, reply),
        (seen) => seen.body.phase === 'writing',
      );
      expect(body).toMatchObject({ state: 'running', done: 250, total: 500 });
      expect(await bench.count(id)).toBe(0);
      await release();
      expect((await ended(bench, reply)).body).toMatchObject({ state: 'done', done: 500 });
    });
  });
});
