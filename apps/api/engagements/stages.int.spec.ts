import { newId } from '@kado/persistence/database';
import { ApiRig } from '../test/rig';

jest.setTimeout(60_000);

const STAGES = [
  'inquiry',
  'requirements',
  'decomposition',
  'team_assembly',
  'production',
  'quality',
  'delivery',
  'closing',
];

describe('the stages of an engagement', () => {
  let api: ApiRig;
  let id: string;
  const path = '/engagements/KADO-2026-0001/stages';
  const moved = (from: string, to: string, held?: string) =>
    api.db.query(
      `with moved as (update engagement set stage = $3, held_stage = $4, held_since = case when $4::text is not null then now() end,
                             stage_since = now() where id = $1 returning id, site_id)
       insert into audit_log (site_id, engagement_id, via, operation, entity, entity_id, before, after)
       select site_id, id, 'workflow', 'engagements.stage', 'engagement', id::text, jsonb_build_object('stage', $2::text),
              jsonb_strip_nulls(jsonb_build_object('stage', $3::text, 'held', $4::text)) from moved`,
      [id, from, to, held ?? null],
    );
  const version = (no: number, status: string, clauses: object) =>
    api.db.query(
      `insert into requirement_version (id, site_id, engagement_id, version, clauses, author_id, status, content_hash)
       select $1, site_id, id, $3, $4, $5, $6, 'x' from engagement where id = $2`,
      [newId(), id, no, JSON.stringify(clauses), api.personId('manager01'), status],
    );
  const stageOf = (body: { items: { stage: string }[] }, stage: string) =>
    body.items.find((item) => item.stage === stage);

  beforeAll(async () => {
    api = await ApiRig.start();
    id = await api.insertEngagement({ key: 'KADO-2026-0001', clientCode: 'C-001', siteCode: 'SHIOJIRI' });
    await api.db.query(
      `update engagement set created_at = '2026-11-24T01:00:00Z', stage_since = '2026-11-24T01:00:00Z', delivery_due = '2027-03-31' where id = $1`,
      [id],
    );
  });
  afterAll(() => api.stop());

  it('are all there in their order, named in both languages, from the first day on', async () => {
    const { status, body } = await api.get(path, 'manager01');
    expect(status).toBe(200);
    expect(body.items.map(({ stage }: { stage: string }) => stage)).toEqual(STAGES);
    expect(body.items[0]).toEqual({
      stage: 'inquiry',
      name: { ja: '引合い', en: 'Inquiry' },
      plannedStart: '2026-11-24',
      plannedEnd: '2026-11-25',
      actualStart: '2026-11-24T01:00:00.000Z',
      actualEnd: null,
      state: 'current',
    });
    expect(stageOf(body, 'delivery')).toMatchObject({ plannedStart: '2027-03-31', state: 'ahead', actualStart: null });
  });

  it('follow what is signed, and until then what was written last; the client sees no drafts', async () => {
    await version(1, 'submitted', { deliveryDue: '2027-02-26', acceptanceWindowDays: 5 });
    await version(2, 'draft', { deliveryDue: '2027-04-30', workStart: '2027-02-01', acceptanceWindowDays: 5 });
    const dueFor = async (login: string) => {
      const { body } = await api.get(path, login);
      return (stageOf(body, 'delivery') as unknown as { plannedStart: string }).plannedStart;
    };
    expect([await dueFor('manager01'), await dueFor('client01')]).toEqual(['2027-04-30', '2027-02-26']);
    await version(3, 'signed', { deliveryDue: '2027-05-31', workStart: '2027-02-01', acceptanceWindowDays: 10 });
    await version(4, 'draft', { deliveryDue: '2027-06-30', acceptanceWindowDays: 10 });
    expect([await dueFor('manager01'), await dueFor('client01')]).toEqual(['2027-05-31', '2027-05-31']);
    const { body } = await api.get(path, 'manager01');
    expect(stageOf(body, 'production')).toMatchObject({ plannedStart: '2027-02-01', plannedEnd: '2027-05-26' });
  });

  it('say when they were begun and left, on hold too', async () => {
    await moved('inquiry', 'requirements');
    await moved('requirements', 'on_hold', 'requirements');
    const { body } = await api.get(path, 'manager01');
    const { actualStart, actualEnd } = stageOf(body, 'inquiry') as unknown as Record<string, string>;
    expect(actualStart).toBe('2026-11-24T01:00:00.000Z');
    expect(stageOf(body, 'requirements')).toMatchObject({ state: 'current', actualStart: actualEnd, actualEnd: null });
    await moved('on_hold', 'cancelling');
    await moved('cancelling', 'cancelled');
    const ended = (await api.get(path, 'manager01')).body.items.map(({ state }: { state: string }) => state);
    expect(ended).toEqual(['done', 'done', ...Array(6).fill('skipped')]);
  });

  it('are for those who may see the engagement, whatever dates it has', async () => {
    expect((await api.get(path, 'director02')).status).toBe(404);
    expect((await api.get('/engagements/KADO-2026-9999/stages', 'manager01')).status).toBe(404);
    await api.db.query(`update engagement set delivery_due = '2050-12-31' where id = $1`, [id]);
    await version(5, 'signed', { deliveryDue: '2050-12-31', acceptanceWindowDays: 30 });
    const { status, body } = await api.get(path, 'manager01');
    expect(status).toBe(200);
    expect(stageOf(body, 'delivery')).toMatchObject({ plannedStart: '2050-12-31', plannedEnd: null });
  });
});
