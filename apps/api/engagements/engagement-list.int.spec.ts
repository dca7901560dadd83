import { seedId } from '@kado/persistence/seeds/ids';
import { ApiRig } from '../test/rig';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const keys = async (query: string, as = 'manager01'): Promise<string[]> => {
  const reply = await rig.get(`/engagements?limit=200${query}`, as);
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.items.map(({ key }: { key: string }) => key.slice(-4)).sort();
};
const add = (n: string, stage: string, clientCode = 'C-001', members: { login: string; role: string }[] = []) =>
  rig.insertEngagement({ key: `KADO-2026-${n}`, clientCode, siteCode: 'SHIOJIRI', stage, members });

describe('the list of engagements', () => {
  beforeAll(async () => {
    await add('5001', 'inquiry');
    await add('5002', 'production', 'C-001', [{ login: 'director01', role: 'director' }]);
    await add('5003', 'quality', 'C-002', [{ login: 'director01', role: 'director' }]);
    await add('5004', 'closing');
    const held = await add('5005', 'on_hold');
    const late = await add('5006', 'requirements');
    await rig.db.query(
      `update engagement set delivery_due = (now() at time zone 'Asia/Tokyo')::date - 1 where key = any ($1::text[])`,
      [['KADO-2026-5002', 'KADO-2026-5004', 'KADO-2026-5005']],
    );
    await rig.db.query(
      `update engagement set delivery_due = (now() at time zone 'Asia/Tokyo')::date, title = 'Ｗeb地図_100%の確認' where key = 'KADO-2026-5003'`,
    );
    for (const id of [held, late]) await rig.insertTask(id, `${id}-T1`, 'draft_requirements', 'manager');
    await rig.db.query(`update human_task set due_at = now() - interval '1 minute'`);
    await rig.db.query('update human_task set paused_at = now() where engagement_id = $1', [held]);
    await rig.db.query('update engagement set owner_id = $2 where id = $1', [late, rig.personId('manager02')]);
  });

  it('is filtered by several stages, by client, and by both', async () => {
    expect(await keys('&stage=production&stage=quality')).toEqual(['5002', '5003']);
    expect(await keys('&stage=production,quality')).toEqual(['5002', '5003']);
    expect(await keys(`&stage=production,quality&clientId=${seedId('client', 'C-002')}`)).toEqual(['5003']);
    expect((await rig.get('/engagements?stage=production&stage=nowhere', 'manager01')).body.errors[0]).toMatchObject({
      pointer: '/query/stage/1',
      code: 'unknown_value',
    });
  });

  it('is searched by a part of title or key, as text and never as a pattern', async () => {
    expect(await keys('&q=kado-2026-5004')).toEqual(['5004']);
    expect(await keys(`&q=${encodeURIComponent('地図_100%')}`)).toEqual(['5003']);
    expect(await keys(`&q=${encodeURIComponent('order KADO-2026-5001')}`)).toEqual(['5001']);
    expect(await keys('&q=%25%25')).toEqual([]);
  });

  it('shows what is mine: as a member, and as the manager who took it in', async () => {
    expect(await keys('&mine=true', 'director01')).toEqual(['5002', '5003']);
    expect(await keys('&mine=true', 'manager02')).toEqual(['5006']);
    expect(await keys('&mine=false', 'manager02')).toEqual(['5001', '5002', '5003', '5004', '5005']);
    expect((await rig.get('/engagements?mine=perhaps', 'manager01')).status).toBe(400);
  });

  it('shows what is overdue by the date in Japan; on hold nothing is, nor what is accepted', async () => {
    expect(await keys('&overdue=true')).toEqual(['5002', '5006']);
    expect(await keys('&overdue=false')).toEqual(['5001', '5003', '5004', '5005']);
    expect(await keys('&overdue=true&mine=true', 'director01')).toEqual(['5002']);
  });

  it('pages by cursor under its filters without loss', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await rig.get(`/engagements?limit=1&overdue=true${cursor}`, 'manager01');
      seen.push(...body.items.map(({ key }: { key: string }) => key.slice(-4)));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(['5006', '5002']);
  });
});
