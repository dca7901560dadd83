import { newId } from '@kado/persistence/database';
import { ApiRig } from '../test/rig';

describe('the timeline, asked for a part of it', () => {
  let api: ApiRig;
  const key = 'KADO-2026-0001';
  let id: string;

  const row = (
    at: string,
    operation: string,
    entityId: string,
    login: string | null,
    more: Record<string, unknown> = {},
  ) =>
    api.db.query(
      `insert into audit_log (at, site_id, engagement_id, actor_id, actor_role, via, operation, entity, entity_id, after)
       select $2, site_id, id, $3, $4, 'api', $5, 'x', $6, $7 from engagement where id = $1`,
      [
        id,
        at,
        login && api.personId(login),
        login?.replace(/\d+$/, '') ?? null,
        operation,
        entityId,
        JSON.stringify({ kind: 'qualify_inquiry', ...more }),
      ],
    );
  const ask = async (query: string, as = 'manager01') => {
    const reply = await api.get(`/engagements/${key}/timeline?${query}`, as);
    return reply.status === 200 ? reply.body.items.map((item: { operation: string }) => item.operation) : reply.status;
  };

  beforeAll(async () => {
    api = await ApiRig.start();
    id = await api.insertEngagement({ key, clientCode: 'C-001', siteCode: 'SHIOJIRI' });
    await row('2026-11-01T00:00:00Z', 'engagements.start', id, 'manager01');
    await row('2026-11-02T00:00:00Z', 'engagements.hold', id, 'client01');
    await row('2026-11-03T00:00:00Z', 'engagements.resume', id, 'manager02');
    await row('2026-11-04T00:00:00Z', 'humanTasks.claim', `${key}-T1`, 'manager01');
    await row('2026-11-05T00:00:00Z', 'repairs.resync', id, 'ops01');
  }, 60_000);
  afterAll(() => api.stop());

  it('by operation, by what it is about, by who did it, by time', async () => {
    expect(await ask('')).toHaveLength(5);
    expect(await ask('operation=engagements.hold')).toEqual(['engagements.hold']);
    expect(await ask(`entityId=${key}-T1`)).toEqual(['humanTasks.claim']);
    expect(await ask(`actorId=${api.personId('manager01')}`)).toEqual(['engagements.start', 'humanTasks.claim']);
    expect(await ask('since=2026-11-02T00:00:00Z&until=2026-11-04T09:00:00%2B09:00')).toEqual([
      'engagements.hold',
      'engagements.resume',
    ]);
    expect(await ask(`operation=engagements.start&actorId=${api.personId('manager02')}`)).toEqual([]);
  });

  it('keeps names from who reads roles only', async () => {
    const manager = api.personId('manager01');
    expect(await ask(`actorId=${manager}`, 'client01')).toEqual([]);
    expect(await ask(`actorId=${manager}`, 'city01')).toEqual([]);
    expect(await ask(`actorId=${api.personId('client01')}`, 'client01')).toEqual(['engagements.hold']);
    expect(await ask('operation=repairs.resync', 'client01')).toEqual([]);
    expect(await ask('operation=repairs.resync', 'city01')).toEqual(['repairs.resync']);
  });

  it('refuses what is no filter', async () => {
    for (const query of [
      'operation=1',
      "operation=a.b'--",
      'actorId=manager01',
      'since=yesterday',
      'until=2026-11-01',
      `entityId=${'x'.repeat(101)}`,
      'entityId=',
      'reason=x',
    ])
      expect([query, await ask(query)]).toEqual([query, 400]);
    expect(await ask(`entityId=${newId()}&cursor=${Buffer.from('["1"]').toString('base64url')}`)).toEqual([]);
  });
});
