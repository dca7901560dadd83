import { good, ImportBench } from '../test/import-bench';
import { ended, held, LATER, look, meanwhile, until } from '../test/long-imports';

jest.setTimeout(60_000);

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.start();
});
afterAll(() => bench.stop());

describe('an import that is stopped', () => {
  it('by its importer has written nothing, and can be started anew', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await meanwhile(bench, { id, key }, async ({ body }) => {
      const stopped = await bench.rig.post(`/operations/${body.id}/cancel`, 'director01', {});
      expect(stopped).toMatchObject({ status: 200, body: { state: 'cancelled', cancelUrl: null } });
    });
    expect((await look(bench, reply)).body).toMatchObject({ state: 'cancelled', result: null });
    for (const table of ['work_item', 'stored_file']) expect(await bench.count(id, table)).toBe(0);
    expect(await bench.rig.post(`/operations/${reply.body.id}/cancel`, 'director01', {})).toMatchObject({
      status: 409,
      body: { code: 'operation_ended', state: 'cancelled' },
    });
    const audit = await bench.rig.db.query('select operation from audit_log where engagement_id = $1', [id]);
    expect(audit.rows).toEqual([{ operation: 'operations.cancel' }]);
    expect((await ended(bench, await bench.send(key, good(3), LATER))).body.state).toBe('done');
  });

  it('cannot be stopped once it has ended', async () => {
    const { key } = await bench.engagement('production');
    const reply = await bench.send(key, good(1), LATER);
    await ended(bench, reply);
    expect(await bench.rig.post(`/operations/${reply.body.id}/cancel`, 'director01', {})).toMatchObject({
      status: 409,
      body: { code: 'operation_ended', state: 'done' },
    });
  });

  it('by the end of its process has failed with a clear sentence; should it still live, it takes itself back', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await meanwhile(bench, { id, key }, async ({ body }) => {
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
    expect((await look(bench, reply)).body).toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
    for (const table of ['work_item', 'stored_file']) expect(await bench.count(id, table)).toBe(0);
  });

  it('by a second one of the same engagement leaves one set of items and one clear failure', async () => {
    const { id, key } = await bench.engagement('production');
    const replies = await held(bench, id, async (release) => {
      const both = await Promise.all([bench.send(key, good(3), LATER), bench.send(key, good(3), LATER)]);
      for (const reply of both)
        await until(
          () => look(bench, reply),
          ({ body }) => body.phase === 'writing',
        );
      expect(await bench.send((await bench.engagement('production')).key, good(1), LATER)).toMatchObject({
        status: 429,
        body: { code: 'too_many_imports' },
      });
      await release();
      return both;
    });
    const states = await Promise.all(replies.map(async (reply) => (await ended(bench, reply)).body));
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
    const reply = await other.send(key, good(2), LATER);
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
