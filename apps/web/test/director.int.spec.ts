import { newId } from '@kado/persistence/database';
import { zipSync } from 'fflate';
import { type Floor, openFloor, reserve, submit } from '../../api/test/work-floor';
import { ConsoleRig } from './console-rig';
import type { Person } from './person';

jest.setTimeout(240_000);

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** What directors and leaders do by keyboard and by file, seen in the tables afterwards. */
describe('plan, import and inspection in the console', () => {
  let rig: ConsoleRig;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
  });
  afterAll(() => rig?.stop());

  /** A lot of 5 in quality: worker01 answered 3 everywhere, leader01 reviewed the first; all of them are the sample. */
  async function inQuality(): Promise<{ floor: Floor; inspection: string }> {
    const { api } = rig.live;
    const floor = await openFloor(api, { items: 5 });
    await api.db.query(`update engagement set stage = 'quality' where id = $1`, [floor.id]);
    await submit(api, floor, 'worker01', await reserve(api, floor, 'worker01', 5), '3');
    await api.db.query(`update work_item set reviewer_id = $2 where engagement_id = $1 and seq = 1`, [
      floor.id,
      api.personId('leader01'),
    ]);
    const [lot] = floor.lots;
    await api.db.query(`update lot set stage = 'quality', open = 0 where id = $1`, [lot]);
    const inspection = newId();
    await api.db.query(
      `insert into inspection (id, site_id, lot_id, round, seed, sample_size, acceptance_number) select $1, site_id, id, 1, 's', 5, 0 from lot where id = $2`,
      [inspection, lot],
    );
    await api.db.query(
      `insert into inspection_item (inspection_id, site_id, work_item_id) select $1, site_id, id from work_item where engagement_id = $2`,
      [inspection, floor.id],
    );
    const task = `${floor.key}-L1-T1`;
    await api.insertTask(floor.id, task, 'inspect_lot', 'leader');
    await api.db.query('update human_task set lot_id = $2 where id = $1', [task, lot]);
    return { floor, inspection };
  }

  const verdicts = async (inspection: string) => {
    const { rows } = await rig.live.api.db.query(
      `select w.seq, i.verdict, i.right_answer as "right" from inspection_item i join work_item w on w.id = i.work_item_id
        where i.inspection_id = $1 order by w.seq`,
      [inspection],
    );
    return rows.map(({ seq, verdict, right }) => [seq, verdict, right]);
  };

  /** Which item is in hand, as the page says it. */
  const isAt = (person: Person, at: number) => person.page.getByText(`5件中 ${at}件目`).waitFor();

  it('inspects by keys: right, wrong, taken back; what one had a hand in is passed over; a reload loses nothing', async () => {
    const { floor, inspection } = await inQuality();
    const person = await rig.signedIn('leader01');
    const { page } = person;
    await person.goto(`/engagements/${floor.key}/lots/1/inspection`);
    await isAt(person, 2);
    await page.keyboard.press('Enter');
    await isAt(person, 3);
    await page.keyboard.press('8');
    await isAt(person, 4);
    await page.keyboard.press('u');
    await isAt(person, 3);
    await page.keyboard.press('5');
    await isAt(person, 4);
    await page.getByText('不良 1件（0件まで合格）').waitFor();
    expect(await verdicts(inspection)).toEqual([1, 2, 3, 4, 5].map((seq) => [seq, null, null]));
    await page.reload();
    await isAt(person, 4);
    // The digit one sees is the answer: it is right.
    await page.keyboard.press('3');
    await isAt(person, 5);
    await page.keyboard.press('o');
    await page.getByText('あなたが検査する作業はすべて終わりました').waitFor();
    await page.keyboard.press('s');
    await page.getByText('すべて保存済み').waitFor();
    expect(await verdicts(inspection)).toEqual([
      [1, null, null],
      [2, 'ok', null],
      [3, 'defect', '5'],
      [4, 'ok', null],
      [5, 'ok', null],
    ]);
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: /^1番/ }).click();
    await page.getByText('あなたが作業・確認・修正・裁定のどれかをした作業です', { exact: false }).waitFor();
    await person.leave();
  });

  it('says at the fields what is wrong with a plan, keeps what was typed, and writes the version', async () => {
    const floor = await openFloor(rig.live.api);
    const person = await rig.signedIn('director01');
    const { page } = person;
    await person.goto(`/engagements/${floor.key}/plan?edit=true`);
    await page.getByRole('button', { name: '工程を追加' }).click();
    await page.getByRole('textbox', { name: /^工程の名前/ }).fill('読み取り');
    await page.getByLabel(/^1件の標準時間/).fill('９００');
    await page.getByText('標準時間900秒が1件の上限5分を超えています。').waitFor();
    await page.getByRole('button', { name: 'この内容で版を作る' }).click();
    await page.getByRole('alert').getByText('標準時間900秒', { exact: false }).waitFor();
    await page.waitForTimeout(1_200);
    await page.reload();
    expect(await page.getByRole('textbox', { name: /^工程の名前/ }).inputValue()).toBe('読み取り');
    await page.getByLabel(/^1件の標準時間/).fill('30');
    await page.getByText('工程「読み取り」（step1）を追加').waitFor();
    await page.getByRole('button', { name: 'この内容で版を作る' }).click();
    await page.waitForURL(/version=2/);
    await page.getByRole('heading', { name: '計画 第2版' }).waitFor();
    const { rows } = await rig.live.api.db.query(
      'select plan from plan_version where engagement_id = $1 and version = 2',
      [floor.id],
    );
    expect(rows[0].plan.steps).toMatchObject([{ code: 'step1', nameJa: '読み取り', standardSeconds: 30 }]);
    await person.leave();
  });

  it('tries an import, says what to mend, then brings it in and finds it again', async () => {
    const { api } = rig.live;
    const id = await api.insertEngagement({
      key: 'KADO-2026-9100',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      stage: 'production',
      members: [{ login: 'director01', role: 'director' }],
    });
    await api.insertTask(id, 'KADO-2026-9100-T1', 'prepare_production', 'director');
    const table = (ids: string[]) => ({
      name: 'manifest.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`external_id,image\n${ids.map((name, at) => `${name},${at}.png`).join('\n')}\n`),
    });
    const pictures = zipSync(Object.fromEntries([0, 1, 2].map((at) => [`${at}.png`, new Uint8Array([...PNG, at])])));
    const person = await rig.signedIn('director01');
    const { page } = person;
    await person.goto('/engagements/KADO-2026-9100/import');
    const files = page.locator('input[type=file]');
    await files.nth(0).setInputFiles(table(['a', '=b', 'a']));
    await files.nth(1).setInputFiles({ name: 'p.zip', mimeType: 'application/zip', buffer: Buffer.from(pictures) });
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByText('直すところが2か所あります').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /誤りのある行だけをダウンロード/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('bad-rows-manifest.csv');
    expect(await rig.count('select count(*) as n from work_item where engagement_id = $1', [id])).toBe(0);
    await files.nth(0).setInputFiles(table(['a', 'b', 'c']));
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByRole('button', { name: '3件を取り込む' }).click();
    await page.getByText('3件（正解あり0件）を取り込みました。').waitFor();
    expect(await rig.count('select count(*) as n from work_item where engagement_id = $1', [id])).toBe(3);
    await page.reload();
    await page.getByText('作業データは取込み済みです').waitFor();
    await page.getByText('3件（正解あり0件）を取り込みました。').waitFor();
    await person.leave();
  });

  it('leaves nothing to complain of in any browser', () => expect(rig.complaints).toEqual([]));
});
