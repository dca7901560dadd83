import { newId } from '@kado/persistence/database';
import { ApiRig } from '../test/rig';
import { noticeWords } from './notice-words';

jest.setTimeout(120_000);

const KINDS = [
  'hold',
  'resume',
  'cancel',
  'clock_three_quarters',
  'clock_due',
  'clock_overdue',
  'clock_not_started',
  'clock_reminder',
  'clock_start',
  'change_agreed',
  'delivery_sent',
  'import_done',
  'import_failed',
  'task_passed',
];

describe('notices', () => {
  let api: ApiRig;
  let engagementId: string;
  const write = async (login: string, kind: string, minute: number, data: object = {}): Promise<string> => {
    const id = newId();
    await api.db.query(
      `insert into notice (id, site_id, engagement_id, person_id, kind, key, data, created_at)
       select $1::uuid, site_id, id, $3, $4, 'test:' || $1::uuid, $5, timestamptz '2026-11-24T00:00:00Z' + make_interval(mins => $6)
         from engagement where id = $2`,
      [id, engagementId, api.personId(login), kind, JSON.stringify(data), minute],
    );
    return id;
  };
  const ids = (body: { items: { id: string }[] }): string[] => body.items.map(({ id }) => id);

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({ key: 'KADO-2026-0001', clientCode: 'C-001', siteCode: 'SHIOJIRI' });
  });
  afterAll(() => api.stop());

  it('are read newest first, page by page, by whom they are for', async () => {
    const written: string[] = [];
    // Two of them at the same instant: the page ends between them.
    for (const minute of [0, 1, 1, 2]) written.push(await write('manager01', 'hold', minute));
    await write('manager02', 'hold', 9);
    const all = (await api.get('/notices', 'manager01')).body;
    expect([...ids(all)].sort()).toEqual([...written].sort());
    expect([ids(all)[0], ids(all)[3]]).toEqual([written[3], written[0]]);
    const first = await api.get('/notices?limit=2', 'manager01');
    expect(first.headers.get('link')).toContain('rel="next"');
    const second = (await api.get(`/notices?limit=2&cursor=${first.body.nextCursor}`, 'manager01')).body;
    expect([...ids(first.body), ...ids(second)]).toEqual(ids(all));
    expect(second.nextCursor).toBeNull();
    expect((await api.get('/notices?cursor=x', 'manager01')).body.code).toBe('invalid_cursor');
    expect((await api.get('/notices?unread=perhaps', 'manager01')).status).toBe(400);
  });

  it('are read once: the first time counts, and stands in the audit', async () => {
    const id = await write('client01', 'delivery_sent', 5, { engagementKey: 'KADO-2026-0001', deliveryNo: 2 });
    const read = () => api.post(`/notices/${id}/read`, 'client01', {});
    const first = await read();
    expect(first.body).toMatchObject({
      id,
      engagementKey: 'KADO-2026-0001',
      text: { en: expect.stringContaining('2') },
    });
    expect((await read()).body.readAt).toBe(first.body.readAt);
    expect(ids((await api.get('/notices?unread=true', 'client01')).body)).toEqual([]);
    expect(ids((await api.get('/notices?unread=false', 'client01')).body)).toEqual([id]);
    const { rows } = await api.db.query(
      `select actor_id, engagement_id from audit_log where operation = 'notices.read' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: api.personId('client01'), engagement_id: null }]);
    for (const foreign of [id, newId(), 'x'])
      expect((await api.post(`/notices/${foreign}/read`, 'manager01', {})).body.code).toBe('notice_not_found');
  });

  it('are read all at once; nothing is left to read then', async () => {
    await write('director01', 'cancel', 1);
    await write('director01', 'resume', 2);
    const all = () => api.post('/notices/read-all', 'director01', undefined, 'read-them-all-0001');
    const first = await all();
    expect([first.status, first.body]).toEqual([200, { read: 2 }]);
    await write('director01', 'hold', 3);
    expect((await all()).body).toEqual({ read: 2 });
    expect((await api.get('/notices?unread=true', 'director01')).body.items).toHaveLength(1);
    expect((await api.post('/notices/read-all', 'director02', undefined)).body).toEqual({ read: 0 });
  });

  it('say in both languages what they are about; an unknown kind says its code', () => {
    for (const kind of KINDS) {
      const { ja, en } = noticeWords(kind, { kind: 'accept_delivery', changeNo: 1, deliveryNo: 1 });
      expect([kind, /[ぁ-ん]/.test(ja), /[a-z]{3}/.test(en), en.includes('_')]).toEqual([kind, true, true, false]);
    }
    expect(noticeWords('something_new', {})).toEqual({ ja: 'something_new', en: 'something_new' });
  });
});
