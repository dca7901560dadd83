import { seedId } from '@kado/persistence/seeds/ids';
import { Client } from 'pg';
import { ApiRig, type Reply } from '../test/rig';
import { type Floor, openFloor, reserve, submit } from '../test/work-floor';
import { itemListSql, type ListPosition } from './item-list-sql';
import type { WorkItemQuery } from './work-items.schemas';

jest.setTimeout(120_000);

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
});
afterAll(() => rig.stop());

const list = (floor: Floor, query = '', as = 'director01'): Promise<Reply> =>
  rig.get(`/engagements/${floor.key}/work-items${query}`, as);
const ids = ({ body }: Reply): string[] => body.items.map((item: { externalId: string }) => item.externalId);

describe('items of an engagement', () => {
  it('are found by state, lot, author and the beginning of their id, in the order of the manifest', async () => {
    const floor = await openFloor(rig, { items: 12, lots: 2 });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 2));
    await reserve(rig, floor, 'worker02', 1);
    expect(ids(await list(floor, '?state=accepted'))).toEqual(['d-0001', 'd-0002']);
    expect(ids(await list(floor, '?state=reserved&state=accepted'))).toEqual(['d-0001', 'd-0002', 'd-0003']);
    expect(ids(await list(floor, '?state=reserved,accepted&lot=1'))).toEqual(['d-0001', 'd-0003']);
    expect(ids(await list(floor, `?author=${rig.personId('worker01')}`))).toEqual(['d-0001', 'd-0002']);
    expect(ids(await list(floor, '?q=d-001'))).toEqual(['d-0010', 'd-0011', 'd-0012']);
    expect(ids(await list(floor, '?q=d-001&state=ready&lot=2'))).toEqual(['d-0010', 'd-0012']);
    expect(ids(await list(floor, '?q=%25'))).toEqual([]);
    expect(ids(await list(floor, '?purpose=pilot'))).toEqual([]);
    expect((await list(floor, '?state=nowhere')).status).toBe(400);
    expect((await list(floor, '?author=somebody')).status).toBe(400);
    const forged = Buffer.from(JSON.stringify(["' or true", 1, 1, floor.id])).toString('base64url');
    expect((await list(floor, `?cursor=${forged}`)).body.code).toBe('invalid_cursor');
  });

  it.each(['', '&state=ready&state=reserved', '&lot=2', '&q=d-', '&state=ready&lot=1'])(
    'page without loss: %s',
    async (more) => {
      const floor = await openFloor(rig, { items: 11, lots: 2 });
      await reserve(rig, floor, 'worker01', 3);
      const whole = ids(await list(floor, `?limit=200${more}`));
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const page = await list(floor, `?limit=2${more}${cursor}`);
        seen.push(...ids(page));
        if (page.body.nextCursor === null) break;
        cursor = `&cursor=${page.body.nextCursor}`;
      }
      expect(seen).toEqual(whole);
    },
  );

  it('come with the names of those they name, for readers who see people, of sites they see', async () => {
    const floor = await openFloor(rig, { items: 3 });
    const name = async (login: string) =>
      (
        await rig.db.query(`select family_name || ' ' || given_name as name from person where id = $1`, [
          rig.personId(login),
        ])
      ).rows[0].name;
    const [item] = await reserve(rig, floor, 'worker01', 1);
    await submit(rig, floor, 'worker01', [item as never]);
    await reserve(rig, floor, 'worker02', 1);
    const people = {
      [rig.personId('worker01')]: await name('worker01'),
      [rig.personId('worker02')]: await name('worker02'),
    };
    for (const reader of ['director01', 'leader01', 'manager01'])
      expect((await list(floor, '', reader)).body.people).toEqual(people);
    expect((await list(floor, '?state=ready')).body.people).toEqual({});
    const { body } = await rig.get(`/work-items/${item?.id}`, 'leader01');
    expect(body.people).toEqual({ [rig.personId('worker01')]: await name('worker01') });
    expect((await rig.get(`/work-items/${item?.id}`, 'worker01')).body.people).toEqual({});
    expect((await list(floor, '', 'client01')).status).toBe(403);
    await rig.db.query('update person set site_id = $2 where id = $1', [
      rig.personId('worker01'),
      seedId('site', 'TATESHINA'),
    ]);
    expect(Object.keys((await list(floor)).body.people)).toEqual([rig.personId('worker02')]);
    await rig.db.query('update person set site_id = $2 where id = $1', [
      rig.personId('worker01'),
      seedId('site', 'SHIOJIRI'),
    ]);
  });
});

describe('a page of 100,000 items', () => {
  let app: Client;
  let floor: Floor;
  beforeAll(async () => {
    floor = await openFloor(rig, { items: 100_000, lots: 50 });
    await rig.db.query(
      `update work_item set state = case when seq % 25000 = 0 then 'returned' when seq % 3 = 0 then 'ready' else 'accepted' end,
              author_id = case when seq % 3 <> 0 then $2::uuid when seq % 5000 = 0 then $3::uuid end where engagement_id = $1`,
      [floor.id, rig.personId('worker01'), rig.personId('worker02')],
    );
    // analyzed as it will be: with the items of other engagements beside them
    await openFloor(rig, { items: 20_000 });
    await rig.db.query('analyze work_item; analyze lot');
    app = new Client({ connectionString: rig.appUrl });
    await app.connect();
    await app.query('begin');
    await app.query("select set_config('kado.sites', $1, false)", [seedId('site', 'SHIOJIRI')]);
  });
  afterAll(() => app.end());

  /** Blocks of the cache that a page looks at, and the indexes it walks, as the application's own role. */
  async function cost(query: Partial<WorkItemQuery>, after?: ListPosition) {
    const { sql, params } = itemListSql(floor.id, { limit: 50, ...query } as WorkItemQuery, after);
    const { rows } = await app.query(`explain (analyze, buffers, format json) ${sql}`, params);
    const [{ Plan: plan }] = rows[0]['QUERY PLAN'];
    const text = JSON.stringify(plan);
    return {
      blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
      indexes: [...new Set([...text.matchAll(/"Index Name":"(work_item_[a-z]+)"/g)].map((match) => match[1]))],
      scansItems: /"Node Type":"Seq Scan"[^{}]*"Relation Name":"work_item"/.test(text),
    };
  }
  const deep = (seq: number): ListPosition => ({
    purpose: 'production',
    seq: String(seq),
    pass: '1',
    id: '00000000-0000-7000-8000-000000000000',
  });

  it.each<[string, Partial<WorkItemQuery>, string]>([
    ['nothing', {}, 'work_item_list'],
    ['rare states', { state: ['returned', 'adjudication'] }, 'work_item_state'],
    ['common states', { state: ['ready', 'accepted'] }, 'work_item_state'],
    ['a person who did little', { author: '' }, 'work_item_author'],
    ['a lot', { lot: '37' }, 'work_item_lot'],
    ['the beginning of an id', { q: 'd-99991' }, 'work_item_prefix'],
  ])('filtered by %s walks an index, deep or first', async (_, given, index) => {
    const query = given.author === '' ? { author: rig.personId('worker02') } : given;
    const [first, last] = [await cost(query), await cost(query, deep(60_000))];
    expect([first.scansItems, last.scansItems, first.indexes]).toEqual([false, false, [index]]);
    // a page of 50 rows with its names: some hundreds of blocks, of some 5,000 that hold the table
    expect(Math.max(first.blocks, last.blocks)).toBeLessThan(700);
  });
});
