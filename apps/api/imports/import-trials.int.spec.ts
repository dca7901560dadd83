import { faults, good, ImportBench, picture } from '../test/import-bench';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.start();
}, 60_000);
afterAll(() => bench.stop());

const lines = (...rows: string[]) => ['external_id,image', ...rows].join('\n');

describe('a dry run', () => {
  it('of good files counts what would come in, and writes nothing', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await bench.send(key, good(3, { gold: 'external_id,label\nd-1,3\n' }), { query: '?dryRun=true' });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        items: 3,
        gold: 1,
        dryRun: true,
        counts: { new: 3, changed: 0, same: 0, error: 0 },
        encoding: { manifest: 'utf-8', gold: 'utf-8' },
        errors: [],
        errorCount: 0,
        operationId: null,
        badRows: [],
      },
    });
    for (const table of ['work_item', 'stored_file', 'gold', 'operation']) expect(await bench.count(id, table)).toBe(0);
  });

  it('finds what the import itself refuses, by row, column, value, reason and way out', async () => {
    const { id, key } = await bench.engagement('production');
    const upload = good(2, {
      manifest: lines('d-0,images/0.png', `,images/1.png`, `${'長'.repeat(101)},none.png`, '=1,images/0.png'),
    });
    const [tried, real] = [await bench.send(key, upload, { query: '?dryRun=true' }), await bench.send(key, upload)];
    expect(tried).toMatchObject({
      status: 200,
      body: { items: 1, counts: { new: 1, changed: 0, same: 0, error: 3 }, errorCount: 3 },
    });
    expect(tried.body.errors).toMatchObject([
      { file: 'manifest', row: 3, column: 'external_id', value: '', code: 'required' },
      { row: 4, value: `${'長'.repeat(100)}…`, code: 'too_long' },
      { row: 5, value: '=1', code: 'formula', fix: { en: expect.stringContaining('first sign') } },
    ]);
    for (const { reason, fix } of tried.body.errors)
      expect([reason.ja, fix.ja, reason.en, fix.en].every((text: string) => text.length > 3)).toBe(true);
    expect(real).toMatchObject({ status: 422, body: { code: 'import_invalid', errorCount: 3, counts: { error: 3 } } });
    expect(faults(real)).toEqual(faults(tried));
    expect(real.body.errors[0].detail).toBe('This cell is empty. Fill it in, or remove the row.');
    expect(await bench.count(id)).toBe(0);
  });

  it('tells items that are there already, with the same picture or another, from new ones', async () => {
    const { id, key } = await bench.engagement('production');
    await bench.send(key, good(2));
    await bench.rig.db.query(`update work_item set state = 'accepted' where engagement_id = $1`, [id]);
    await bench.rig.insertTask(id, `${key}-T1`, 'extend_production', 'director');
    const upload = good(3, { manifest: lines('d-0,images/0.png', 'd-1,images/2.png', 'm-1,images/1.png') });
    const { body } = await bench.send(key, upload, { query: '?dryRun=true' });
    expect(body.counts).toEqual({ new: 1, changed: 1, same: 1, error: 2 });
    expect(faults({ body } as never)).toEqual([
      '/manifest/2/external_id 2 external_id known_external_id',
      '/manifest/3/external_id 3 external_id changed_external_id',
    ]);
  });

  it('counts no row as new where a whole file is at fault', async () => {
    const { key } = await bench.engagement('production');
    const { body } = await bench.send(key, good(2, { archive: Buffer.from('no zip') }), { query: '?dryRun=true' });
    expect(body).toMatchObject({ counts: { new: 0, error: 0 }, errorCount: 1, badRows: [] });
  });

  it('is for who may import, in the stage of the import', async () => {
    const { key } = await bench.engagement('decomposition');
    const query = '?dryRun=true';
    expect((await bench.send(key, good(1), { query })).status).toBe(409);
    expect((await bench.send(key, good(1), { query, as: 'worker01' })).status).toBe(403);
    expect((await bench.send(key, good(1), { query, as: 'director02' })).status).toBe(404);
  });
});

describe('tables in CP932', () => {
  // "番号1" as Japanese Excel saves it
  const cp932 = Buffer.concat([
    Buffer.from('external_id,image\r\n'),
    Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0x31]),
    Buffer.from(',images/0.png\r\n'),
  ]);

  it('are read, and the answer says so', async () => {
    const { id, key } = await bench.engagement('production');
    const reply = await bench.send(key, good(1, { manifest: cp932 }));
    expect(reply).toMatchObject({ status: 201, body: { encoding: { manifest: 'cp932', gold: null } } });
    const { rows } = await bench.rig.db.query('select external_id from work_item where engagement_id = $1', [id]);
    expect(rows).toEqual([{ external_id: '番号1' }]);
  });

  it('are refused where a person says they are UTF-8', async () => {
    const { key } = await bench.engagement('production');
    const reply = await bench.send(key, good(1, { manifest: cp932, encoding: 'utf-8' }));
    expect(faults(reply)).toEqual(['/manifest/1/external_id 1 external_id not_utf8']);
    expect((await bench.send(key, good(1, { encoding: 'latin1' }))).body.errors[0].pointer).toBe('/encoding');
  });
});

describe('faulty rows', () => {
  it('go back to the importer alone as a table to be mended, for a day', async () => {
    const { id, key } = await bench.engagement('production');
    const upload = good(1, {
      manifest: lines('d-0,images/0.png', '@x,images/0.png', 'b,none.png'),
      gold: 'external_id,label\nd-0,seven\n',
    });
    const { body } = await bench.send(key, upload, { query: '?dryRun=true' });
    expect(body.badRows).toMatchObject([
      { file: 'manifest', rows: 2, leftOut: 0 },
      { file: 'gold', rows: 1, leftOut: 0 },
    ]);
    const [url] = body.badRows.map((file: { url: string }) => file.url.replace('/api/v1', ''));
    const reply = await bench.rig.get(url, 'director01');
    expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'private, no-store',
    ]);
    expect(reply.headers.get('content-disposition')).toContain('bad-rows-manifest.csv');
    // fetch takes the mark off when it reads text
    expect(reply.body.replace('\uFEFF', '').split('\r\n')).toMatchObject([
      'kado_row,kado_column,kado_code,kado_reason_ja,kado_reason_en,external_id,image',
      expect.stringMatching(/^3,external_id,formula,.*,'@x,images\/0.png$/),
      expect.stringMatching(/^4,image,picture_missing,.*,b,none.png$/),
      '',
    ]);
    for (const other of ['director02', 'manager01', 'worker01'])
      expect((await bench.rig.get(url, other)).status).toBe(404);
    expect((await bench.rig.get(`/operations/${body.operationId}`, 'director01')).body).toMatchObject({
      state: 'failed',
      error: { code: 'import_invalid', errorCount: 3 },
      engagement: { key },
      cancelUrl: null,
      badRows: body.badRows,
    });
    await bench.rig.db.query('update import_bad_rows set expires_at = now() where engagement_id = $1', [id]);
    expect(await bench.rig.get(url, 'director01')).toMatchObject({ status: 404, body: { code: 'bad_rows_not_found' } });
  });

  it('of an older check give way to those of a newer one', async () => {
    const { id, key } = await bench.engagement('production');
    const upload = good(1, { manifest: lines('d-0,none.png') });
    const [first, second] = [await bench.send(key, upload, { query: '?dryRun=true' }), await bench.send(key, upload)];
    expect(await bench.count(id, 'import_bad_rows')).toBe(1);
    expect((await bench.rig.get(`/operations/${first.body.operationId}/bad-rows`, 'director01')).status).toBe(404);
    expect((await bench.rig.get(`/operations/${second.body.operationId}/bad-rows`, 'director01')).status).toBe(200);
    expect((await bench.rig.get('/operations/nothing/bad-rows', 'director01')).status).toBe(404);
    expect((await bench.rig.get(`/operations/${second.body.operationId}/bad-rows?file=x`, 'director01')).status).toBe(
      400,
    );
  });

  it('can be mended and sent again with the columns that were added', async () => {
    const { key } = await bench.engagement('production');
    const { body } = await bench.send(key, good(1, { manifest: lines('d-0,none.png') }));
    const { body: csv } = await bench.rig.get(`/operations/${body.operationId}/bad-rows`, 'director01');
    const reply = await bench.send(key, {
      ...good(1),
      manifest: csv.replace('none.png', 'a.png'),
      archive: { 'a.png': picture(1) },
    });
    expect(reply).toMatchObject({ status: 201, body: { items: 1 } });
  });
});
