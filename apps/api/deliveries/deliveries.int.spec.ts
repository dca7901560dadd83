import { createStorage } from '@kado/integrations/storage/storage';
import { newId } from '@kado/persistence/database';
import { STORAGE } from '../common/injection';
import { ApiRig } from '../test/rig';

let rig: ApiRig;
let key: string;
let id: string;
let fileId: string;
beforeAll(async () => {
  rig = await ApiRig.start();
  key = 'KADO-2026-4001';
  id = await rig.insertEngagement({
    key,
    clientCode: 'C-001',
    siteCode: 'SHIOJIRI',
    stage: 'delivery',
    members: [
      { login: 'director01', role: 'director' },
      { login: 'worker01', role: 'teleworker' },
    ],
  });
  const storage = rig.app.get<ReturnType<typeof createStorage>>(STORAGE);
  const files: string[] = [];
  for (const [name, type] of [
    [`${key}.csv`, 'text/csv; charset=utf-8'],
    ['報告書.html', 'text/html; charset=utf-8'],
    ['納品書.html', 'text/html; charset=utf-8'],
  ] as const) {
    const { sha256, bytes } = await storage.put(Buffer.from(`content of ${name}`));
    const row = newId();
    await rig.db.query(
      `insert into stored_file (id, site_id, engagement_id, name, media_type, bytes, sha256) select $1, site_id, id, $2, $3, $4, $5 from engagement where id = $6`,
      [row, name, type, bytes, sha256, id],
    );
    files.push(row);
  }
  fileId = files[1] as string;
  await rig.db.query(
    `insert into delivery (id, site_id, engagement_id, delivery_no, items, report, csv_file_id, report_file_id, note_file_id, status)
     select $1, site_id, id, 1, 5, '{"items":5}', $2, $3, $4, 'built' from engagement where id = $5`,
    [newId(), ...files, id],
  );
}, 60_000);
afterAll(() => rig.stop());

const list = (as: string) => rig.get(`/engagements/${key}/deliveries`, as);

describe('a delivery', () => {
  it('is seen by the client once it has been sent', async () => {
    expect((await list('manager01')).body.items).toMatchObject([
      { deliveryNo: 1, status: 'built', report: { items: 5 }, files: { csv: { name: `${key}.csv` } } },
    ]);
    expect((await list('client01')).body.items).toEqual([]);
    expect((await rig.get(`/files/${fileId}`, 'client01')).body.code).toBe('file_not_found');
    await rig.db.query(`update delivery set status = 'sent', sent_at = now() where engagement_id = $1`, [id]);
    expect((await list('client01')).body.items).toMatchObject([
      { status: 'sent', files: { report: { id: fileId, url: `/api/v1/files/${fileId}` } } },
    ]);
  });

  it('stays with the client when it was rejected; deemed acceptance is told apart', async () => {
    await rig.db.query(`update delivery set status = 'rejected', accepted_via = 'api' where engagement_id = $1`, [id]);
    expect((await list('client01')).body.items).toMatchObject([{ status: 'rejected', acceptedVia: null, lotNos: [] }]);
    expect((await rig.get(`/files/${fileId}`, 'client01')).status).toBe(200);
    await rig.db.query(`update delivery set status = 'accepted', accepted_via = 'clock' where engagement_id = $1`, [
      id,
    ]);
    expect((await list('client01')).body.items).toMatchObject([{ status: 'accepted', acceptedVia: 'clock' }]);
  });

  it('hands its files out as attachments, to those concerned only', async () => {
    const reply = await rig.get(`/files/${fileId}`, 'client01');
    expect(reply.body).toBe('content of 報告書.html');
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('報告書.html')}`,
    );
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await rig.get(`/files/${fileId}`, 'director01')).status).toBe(200);
    for (const [login, status] of [
      ['client02', 404],
      ['director02', 404],
      ['worker01', 403],
      ['coordinator01', 403],
    ] as const)
      expect([login, (await rig.get(`/files/${fileId}`, login)).status]).toEqual([login, status]);
    expect((await rig.get('/files/nothing', 'manager01')).status).toBe(404);
    expect((await list('client02')).status).toBe(404);
  });
});
