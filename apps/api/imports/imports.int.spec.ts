import { zipSync } from 'fflate';
import { faults, good, ImportBench, picture } from '../test/import-bench';
import { type ApiRig } from '../test/rig';
import { addEvidence, reserve } from '../test/work-floor';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');

let bench: ImportBench;
let rig: ApiRig;
beforeAll(async () => {
  bench = await ImportBench.start();
  rig = bench.rig;
}, 60_000);
afterAll(() => bench.stop());

const engagement = (stage: string) => bench.engagement(stage);
const send: ImportBench['send'] = (key, upload, options) => bench.send(key, upload, options);
const rows = (id: string, table?: string) => bench.count(id, table);

describe('an import', () => {
  it('brings items in the order of the manifest, pictures and known answers', async () => {
    const { id, key } = await engagement('production');
    const reply = await send(key, good(5, { gold: 'external_id,label\nd-1,３\nd-4,0\n' }));
    expect(reply).toMatchObject({ status: 201, body: { items: 5, gold: 2, dryRun: false } });
    const { rows: items } = await rig.db.query(
      `select w.seq, w.external_id, w.pass, w.state, w.lot_id, f.media_type from work_item w join stored_file f on f.id = w.file_id where w.engagement_id = $1 order by seq`,
      [id],
    );
    expect(items[4]).toEqual({
      seq: 5,
      external_id: 'd-4',
      pass: 1,
      state: 'draft',
      lot_id: null,
      media_type: 'image/png',
    });
    const { rows: gold } = await rig.db.query(
      'select external_id, answer from gold where engagement_id = $1 order by 1',
      [id],
    );
    expect(gold).toEqual([
      { external_id: 'd-1', answer: '3' },
      { external_id: 'd-4', answer: '0' },
    ]);
    const { rows: audit } = await rig.db.query(
      `select after from audit_log where engagement_id = $1 and operation = 'imports.create'`,
      [id],
    );
    expect(audit).toMatchObject([
      {
        after: {
          items: 5,
          gold: 2,
          purpose: 'production',
          sha256: { manifest: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      },
    ]);
  });

  it('of a pilot makes one row a pass; whoever holds an item sees its picture', async () => {
    const { id, key, lots } = await engagement('requirements');
    const jpeg = { ...(good(2).archive as Record<string, Buffer>), 'images/1.png': JPEG };
    expect((await send(key, good(2, { purpose: 'pilot', archive: jpeg }))).body).toMatchObject({ items: 2 });
    expect(await rows(id)).toBe(6);
    expect(await rows(id, 'stored_file')).toBe(2);
    await rig.db.query(`update work_item set state = 'ready' where engagement_id = $1`, [id]);
    for (const kind of ['terms_notice', 'training_gate']) await addEvidence(rig, id, 'worker01', kind);
    const [first, second] = await reserve(rig, { id, key, lots }, 'worker01', 5);
    const reply = await fetch(`${rig.base}/api/v1/work-items/${first?.id}/picture`, {
      headers: { authorization: `Bearer ${await rig.token('worker01')}` },
    });
    expect([reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([
      'image/png',
      'private, max-age=3600, immutable',
    ]);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(picture(0));
    expect((await rig.get(`/work-items/${second?.id}/picture`, 'worker01')).headers.get('content-type')).toBe(
      'image/jpeg',
    );
    expect((await rig.get(`/work-items/${second?.id}/picture`, 'worker02')).status).toBe(404);
    expect((await rig.get(`/work-items/${second?.id}/picture`)).status).toBe(401);
  });

  it('happens once: a second is refused, the same command is answered again', async () => {
    const { id, key } = await engagement('production');
    const replies = await Promise.all([1, 2, 3].map(() => send(key, good(3), { key: 'same' })));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await rows(id)).toBe(3);
    expect(await send(key, good(4), { key: 'same' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await send(key, good(3))).toMatchObject({ status: 409, body: { code: 'already_imported' } });
  });

  it('can be tried without effect', async () => {
    const { id, key } = await engagement('production');
    expect(await send(key, good(3), { query: '?dryRun=true' })).toMatchObject({
      status: 200,
      body: { items: 3, dryRun: true },
    });
    expect(await rows(id)).toBe(0);
    expect((await send(key, good(3), { query: '?dryRun=yes' })).status).toBe(400);
  });

  it('belongs to the director, in the stage of its purpose', async () => {
    const { key } = await engagement('decomposition');
    expect(await send(key, good(1))).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'decomposition' },
    });
    expect((await send(key, good(1, { purpose: 'pilot' }))).status).toBe(409);
    expect((await send(key, good(1), { as: 'worker01' })).status).toBe(403);
    expect((await send(key, good(1), { as: 'director02' })).status).toBe(404);
    expect((await send(key, good(1), { key: null })).body.code).toBe('idempotency_key_missing');
  });
});

describe('further items of a change', () => {
  it('come while the production is being extended, once, after the others and with ids of their own', async () => {
    const { id, key } = await engagement('production');
    await send(key, good(2));
    await rig.db.query(`update work_item set state = 'accepted' where engagement_id = $1`, [id]);
    const more = good(2, { manifest: 'external_id,image\nm-0,images/0.png\nm-1,images/1.png\n' });
    expect((await send(key, more)).body.code).toBe('already_imported');
    await rig.insertTask(id, `${key}-T1`, 'extend_production', 'director');
    await rig.db.query(`update engagement set stage = 'closing' where id = $1`, [id]);
    expect(faults(await send(key, good(3)))).toEqual([
      '/manifest/2/external_id 2 external_id known_external_id',
      '/manifest/3/external_id 3 external_id known_external_id',
    ]);
    expect((await send(key, more)).status).toBe(201);
    const { rows: items } = await rig.db.query(
      'select seq, external_id, state from work_item where engagement_id = $1 order by seq',
      [id],
    );
    expect(items.map(({ seq, external_id, state }) => `${seq} ${external_id} ${state}`)).toEqual([
      '1 d-0 accepted',
      '2 d-1 accepted',
      '3 m-0 draft',
      '4 m-1 draft',
    ]);
    expect((await send(key, good(1))).body.code).toBe('already_imported');
  });
});

describe('a faulty import', () => {
  it('names every fault by row, column and reason, keeps nothing, and leaves its key free', async () => {
    const { id, key } = await engagement('production');
    const archive = {
      'images/0.png': picture(0),
      'images/text.png': Buffer.from('no picture'),
      'images/large.png': Buffer.concat([PNG, Buffer.alloc(1_000_001)]),
    };
    const manifest = [
      'external_id,image',
      'a,images/0.png',
      ',images/0.png',
      'a,images/0.png',
      '=1+1,images/0.png',
      'b,/etc/passwd',
      'c,images/../../etc/passwd',
      'd,C:\\x.png',
      'e,images/none.png',
      'f,images/text.png',
      'g,images/large.png',
    ].join('\n');
    const gold = 'external_id,label\na,seven\nz,1\n';
    const reply = await send(key, { purpose: 'production', manifest, archive, gold }, { key: 'mended' });
    expect(reply).toMatchObject({ status: 422, body: { code: 'import_invalid', errorCount: 11 } });
    expect(faults(reply)).toEqual([
      '/manifest/3/external_id 3 external_id required',
      '/manifest/4/external_id 4 external_id duplicate',
      '/manifest/5/external_id 5 external_id formula',
      '/manifest/6/image 6 image unsafe_path',
      '/manifest/7/image 7 image unsafe_path',
      '/manifest/8/image 8 image unsafe_path',
      '/manifest/9/image 9 image picture_missing',
      '/manifest/10/image 10 image not_a_picture',
      '/manifest/11/image 11 image picture_too_large',
      '/gold/2/label 2 label label_invalid',
      '/gold/3/external_id 3 external_id unknown_external_id',
    ]);
    expect(await rows(id)).toBe(0);
    expect(await rows(id, 'stored_file')).toBe(0);
    expect((await send(key, good(2), { key: 'mended' })).status).toBe(201);
  });

  it('lists a thousand faults and says how many there are', async () => {
    const { key } = await engagement('production');
    const reply = await send(key, good(1_050, { archive: { 'x.png': PNG } }));
    expect(reply.body.errors).toHaveLength(1_000);
    expect(reply.body.errorCount).toBe(1_050);
  });

  it('is told what is wrong with its files', async () => {
    const { key } = await engagement('production');
    expect(faults(await send(key, { purpose: 'production' }))).toEqual([
      '/manifest file_required',
      '/archive file_required',
    ]);
    expect(faults(await send(key, good(1, { archive: Buffer.from('not a zip') })))).toEqual(['/archive unreadable']);
    expect(faults(await send(key, good(1, { manifest: 'id;image\n' })))).toContain(
      '/manifest/1/external_id 1 external_id missing_column',
    );
    expect((await send(key, good(1, { purpose: 'other' }))).body.errors[0].pointer).toBe('/purpose');
    expect((await send(key, good(1, { passes: '3' }))).body.errors).toMatchObject([
      { pointer: '/passes', code: 'passes_only_for_pilot' },
    ]);
    expect((await rig.post(`/engagements/${key}/imports`, 'director01', { purpose: 'production' })).status).toBe(422);
  });

  it('that is no form at all is malformed, never a fault of ours', async () => {
    const { key } = await engagement('production');
    const raw = async (type: string, body: string) =>
      rig.call('POST', `/engagements/${key}/imports`, { as: 'director01', body, headers: { 'content-type': type } });
    const form = 'multipart/form-data; boundary=x';
    const part = (name: string, more = '') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\nproduction\r\n`;
    expect((await raw('multipart/form-data', 'nothing')).status).toBe(400);
    expect((await raw(form, part('purpose'))).status).toBe(400);
    expect((await raw(form, 'nothing')).status).toBe(400);
    expect((await raw(form, `${part('other', '; filename="a"')}--x--\r\n`)).status).toBe(400);
    expect((await raw(form, `${part('__proto__[a]')}${part('purpose')}--x--\r\n`)).status).toBe(422);
    expect((await raw(form, `${part('purpose')}${part('purpose')}--x--\r\n`)).status).toBe(422);
    expect((await raw('text/plain', 'nothing')).status).toBe(415);
  });

  it('cannot fill the memory: a picture that unpacks to more than it declares stops there', async () => {
    const { id, key } = await engagement('production');
    const bomb = Buffer.from(zipSync({ 'images/0.png': Buffer.alloc(50_000_000) }, { level: 9 }));
    const at = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(100, at + 24);
    expect(faults(await send(key, good(1, { archive: bomb })))).toEqual([
      '/manifest/2/image 2 image picture_unreadable',
    ]);
    const honest = zipSync(
      Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`${n}`, Buffer.alloc(50_000_000)])),
      { level: 1 },
    );
    expect(faults(await send(key, good(1, { archive: Buffer.from(honest) })))).toEqual(['/archive too_large']);
    expect(await rows(id)).toBe(0);
  }, 30_000);
});
