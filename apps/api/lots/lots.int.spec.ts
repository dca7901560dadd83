import { newId } from '@kado/persistence/database';
import { ApiRig } from '../test/rig';
import { type Floor, itemRow, openFloor, reserve, submit } from '../test/work-floor';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

/** A lot of 6 in quality: worker01 wrote all, leader01 reviewed the first; the sample holds the first four. */
async function inQuality(): Promise<{ floor: Floor; lot: string; sample: string[]; task: string }> {
  const floor = await openFloor(rig, { items: 6 });
  const held = await reserve(rig, floor, 'worker01', 6);
  await submit(rig, floor, 'worker01', held, '3');
  const [lotId] = floor.lots as [string];
  const ids = held.map(({ id }) => id);
  await rig.db.query('update work_item set reviewer_id = $2 where id = $1', [ids[0], rig.personId('leader01')]);
  await rig.db.query(`update lot set stage = 'quality' where id = $1`, [lotId]);
  const inspection = newId();
  await rig.db.query(
    `insert into inspection (id, site_id, lot_id, round, seed, sample_size, acceptance_number) select $1, site_id, id, 1, 's', 4, 0 from lot where id = $2`,
    [inspection, lotId],
  );
  await rig.db.query(
    `insert into inspection_item (inspection_id, site_id, work_item_id) select $1, site_id, id from work_item where id = any($2::uuid[])`,
    [inspection, ids.slice(0, 4)],
  );
  const task = `${floor.key}-L1-T1`;
  await rig.insertTask(floor.id, task, 'inspect_lot', 'leader');
  await rig.db.query('update human_task set lot_id = $2 where id = $1', [task, lotId]);
  return { floor, lot: `${floor.key}-L1`, sample: ids.slice(0, 4), task };
}

const record = (lot: string, login: string, findings: object[]) =>
  rig.post(`/lots/${lot}/inspection`, login, { findings });

describe('an inspection', () => {
  it('shows the sample, and hides what the reader had a hand in', async () => {
    const { lot, sample } = await inQuality();
    const mine = await rig.get(`/lots/${lot}/inspection`, 'leader01');
    expect(mine.body).toMatchObject({ lot, round: 1, acceptanceNumber: 0 });
    expect(
      mine.body.items.map((i: { workItemId: string; notMine: boolean; answer: string | null }) => [
        i.workItemId,
        i.notMine,
        i.answer,
      ]),
    ).toEqual([
      [sample[0], false, null],
      [sample[1], true, '3'],
      [sample[2], true, '3'],
      [sample[3], true, '3'],
    ]);
    const other = await rig.get(`/lots/${lot}/inspection`, 'leader02');
    expect(other.body.items.every((i: { notMine: boolean }) => i.notMine)).toBe(true);
    expect((await rig.get(`/lots/${lot}/inspection`, 'worker01')).status).toBe(403);
    expect((await rig.get(`/lots/${lot}/inspection`, 'client02')).status).toBe(403);
  });

  it('is recorded by people without a hand in the item, each verdict by one inspector', async () => {
    const { lot, sample } = await inQuality();
    const [a, b, c, d] = sample;
    expect(
      await record(lot, 'leader01', [
        { workItemId: b, verdict: 'ok' },
        { workItemId: a, verdict: 'ok' },
      ]),
    ).toMatchObject({
      status: 403,
      body: { code: 'four_eyes', errors: [{ pointer: '/findings/1/workItemId' }] },
    });
    const first = await record(lot, 'leader02', [
      { workItemId: a, verdict: 'ok' },
      { workItemId: b, verdict: 'defect', rightAnswer: '５', code: 'wrong_digit' },
      { workItemId: c, verdict: 'ok' },
    ]);
    expect(first.body).toEqual({ sampleSize: 4, acceptanceNumber: 0, inspected: 3, defects: 1 });
    expect(await record(lot, 'director01', [{ workItemId: c, verdict: 'ok' }])).toMatchObject({
      status: 409,
      body: { code: 'inspected_by_other' },
    });
    const changed = await record(lot, 'leader02', [
      { workItemId: b, verdict: 'ok' },
      { workItemId: d, verdict: 'ok' },
    ]);
    expect(changed.body).toEqual({ sampleSize: 4, acceptanceNumber: 0, inspected: 4, defects: 0 });
    const { rows } = await rig.db.query('select right_answer, code from inspection_item where work_item_id = $1', [b]);
    expect(rows).toEqual([{ right_answer: null, code: null }]);
    expect((await rig.get(`/lots/${lot}`, 'director01')).body.inspection).toEqual({
      sampleSize: 4,
      acceptanceNumber: 0,
      inspected: 4,
      defects: 0,
    });
  });

  it('refuses what cannot be a finding, and keeps nothing of such a batch', async () => {
    const { lot, sample } = await inQuality();
    const ok = { workItemId: sample[1], verdict: 'ok' };
    const pointers = (reply: { body: { errors: { pointer: string; code: string }[] } }) =>
      reply.body.errors.map((e) => `${e.pointer} ${e.code}`);
    const try_ = async (finding: object) => {
      const reply = await record(lot, 'leader02', [ok, finding]);
      expect(reply.status).toBe(422);
      return pointers(reply);
    };
    expect(await try_({ workItemId: sample[2], verdict: 'defect' })).toEqual(['/findings/1/rightAnswer required']);
    expect(await try_({ workItemId: sample[2], verdict: 'defect', rightAnswer: '3' })).toEqual([
      '/findings/1/rightAnswer answer_invalid',
    ]);
    expect(await try_({ workItemId: sample[2], verdict: 'defect', rightAnswer: 'x' })).toEqual([
      '/findings/1/rightAnswer answer_invalid',
    ]);
    expect(await try_({ workItemId: newId(), verdict: 'ok' })).toEqual(['/findings/1/workItemId not_in_sample']);
    expect(await try_(ok)).toEqual(['/findings/1/workItemId duplicate']);
    expect((await rig.get(`/lots/${lot}`, 'leader02')).body.inspection.inspected).toBe(0);
  });

  it('ends with its task', async () => {
    const { lot, sample, task } = await inQuality();
    await rig.db.query(`update human_task set status = 'completed' where id = $1`, [task]);
    expect(await record(lot, 'leader02', [{ workItemId: sample[1], verdict: 'ok' }])).toMatchObject({
      status: 409,
      body: { code: 'inspection_closed' },
    });
    const { key } = await openFloor(rig, { items: 1 });
    expect((await rig.get(`/lots/${key}-L1/inspection`, 'leader01')).body.code).toBe('inspection_closed');
  });
});

describe('lots', () => {
  it('are listed for members; the client sees progress only; strangers see nothing', async () => {
    const { floor, lot } = await inQuality();
    const list = await rig.get(`/engagements/${floor.key}/lots`, 'worker01');
    expect(list.body.items).toMatchObject([
      { key: lot, lotNo: 1, stage: 'quality', round: 1, total: 6, open: 0, inspection: { sampleSize: 4 } },
    ]);
    const client = await rig.get(`/lots/${lot}`, 'client01');
    expect(client.body).toMatchObject({ key: lot, total: 6, open: 0, inspection: null });
    expect((await rig.get(`/lots/${list.body.items[0].id}`, 'manager01')).status).toBe(200);
    for (const login of ['client02', 'worker09', 'leader05'])
      expect((await rig.get(`/lots/${lot}`, login)).status).toBe(404);
    expect((await rig.get('/lots/nothing', 'manager01')).status).toBe(404);
  });
});

describe('pictures', () => {
  it('of an item without one are not there', async () => {
    const { sample } = await inQuality();
    expect(await itemRow(rig, sample[0] as string)).toMatchObject({ file_id: null });
    expect((await rig.get(`/work-items/${sample[0]}/picture`, 'leader01')).body.code).toBe('file_not_found');
  });
});
