import type { Page } from 'playwright-core';
import { type Floor, openFloor } from '../../api/test/work-floor';
import { ConsoleRig } from './console-rig';
import type { Person } from './person';
import { givePictures } from './pictures';

jest.setTimeout(60_000);
const PHONE = { width: 320, height: 568 };

/** What four hundred people do all day: look, press, next. */
describe('the labelling screen', () => {
  let rig: ConsoleRig;
  let floor: Floor;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
    floor = await openFloor(rig.live.api, { items: 400, workers: ['worker01', 'worker02', 'worker03', 'worker05'] });
    await givePictures(rig.live.api, floor);
  });
  afterAll(() => rig?.stop());

  const picture = (page: Page) => page.locator('img[data-item][data-shown]');
  const itemOf = (page: Page) => picture(page).getAttribute('data-item');
  const submittedBy = (login: string) =>
    rig.count(
      `select count(*) as n from work_item_event where to_state = 'submitted' and actor_id = $1 and work_item_id in
         (select id from work_item where engagement_id = $2)`,
      [rig.live.api.personId(login), floor.id],
    );
  const answersOf = async (login: string): Promise<string> => {
    const { rows } = await rig.live.api.db.query(
      `select string_agg(answer, '' order by seq) as text from work_item where engagement_id = $1 and author_id = $2`,
      [floor.id, rig.live.api.personId(login)],
    );
    return rows[0].text;
  };

  async function work(login: string, view = PHONE): Promise<Person> {
    const person = await rig.signedIn(login, view);
    await person.goto(`/work/${floor.key}`);
    await picture(person.page).waitFor();
    return person;
  }

  /** Presses a key as soon as the picture is another one than before. */
  async function press(page: Page, digits: string): Promise<void> {
    for (const digit of digits) {
      const before = await itemOf(page);
      await page.keyboard.press(digit);
      await page.waitForFunction(
        (id) => {
          const image = document.querySelector<HTMLImageElement>('img[data-item]');
          return image?.dataset.shown === 'true' && image.dataset.item !== id;
        },
        before,
        { polling: 'raf' },
      );
    }
  }

  async function settled(page: Page, login: string, count: number): Promise<void> {
    for (let n = 0; n < 150 && (await submittedBy(login)) < count; n++) await page.waitForTimeout(100);
    expect(await submittedBy(login)).toBe(count);
  }

  it('takes a hundred digits in a row, each answer once and in its place', async () => {
    const person = await work('worker01');
    const { page } = person;
    const digits = Array.from({ length: 100 }, (_, n) => String(n % 10)).join('');
    await press(page, digits);
    await settled(page, 'worker01', 100);
    expect(await answersOf('worker01')).toBe(digits);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('fits a small phone: picture and all keys in sight, each key 44 px at least, nothing wider than the page', async () => {
    const person = await work('worker02');
    const { page } = person;
    const sizes = await page.evaluate(() => {
      const keys = [...document.querySelectorAll('fieldset button')].map((key) => key.getBoundingClientRect());
      return {
        width: document.documentElement.scrollWidth,
        height: document.documentElement.scrollHeight,
        keys: keys.length,
        smallest: Math.min(...keys.map(({ width, height }) => Math.min(width, height))),
        picture: document.querySelector('img[data-item]')?.getBoundingClientRect().height ?? 0,
      };
    });
    expect(sizes).toMatchObject({ width: 320, height: 568, keys: 12 });
    expect(sizes.smallest).toBeGreaterThanOrEqual(44);
    expect(sizes.picture).toBeGreaterThanOrEqual(100);
    await person.leave();
  });

  it('works on while the line is down, also after closing and opening again, and sends all of it once', async () => {
    const person = await work('worker02');
    const { page, context } = person;
    const before = await submittedBy('worker02');
    // Closed before the answers were sent: nothing gets through.
    await page.route('**/submissions', (route) => route.abort());
    await press(page, '123');
    const inHand = await itemOf(page);
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('kado-unsent:')));
    await person.goto('/work');
    await page.getByText('未送信の答えが3件').waitFor();
    await page.unroute('**/submissions');
    await page.getByRole('link', { name: /^続きから/ }).click();
    await picture(page).waitFor();
    expect(await itemOf(page)).toBe(inHand);
    await settled(page, 'worker02', before + 3);
    await context.setOffline(true);
    await press(page, '45');
    await page.getByText('通信が切れています').waitFor();
    await press(page, '67');
    await context.setOffline(false);
    await settled(page, 'worker02', before + 7);
    expect(await answersOf('worker02')).toBe('1234567');
    await person.leave();
  });

  it('takes the last answer back, passes an item on, and gives everything back for a break', async () => {
    const person = await work('worker03');
    const { page } = person;
    const first = await itemOf(page);
    await press(page, '1');
    await page.keyboard.press('Backspace');
    expect(await itemOf(page)).toBe(first);
    await press(page, '9');
    const second = await itemOf(page);
    await page.keyboard.press('s');
    await page.waitForFunction(
      (id) => document.querySelector<HTMLElement>('img[data-item]')?.dataset.item !== id,
      second,
    );
    await page.getByRole('button', { name: '休む' }).click();
    await page.getByRole('heading', { name: '休憩中です' }).waitFor();
    await settled(page, 'worker03', 1);
    expect(await answersOf('worker03')).toBe('9');
    for (let n = 0; n < 100 && (await heldBy('worker03')) > 0; n++) await page.waitForTimeout(50);
    expect(await heldBy('worker03')).toBe(0);
    await person.leave();
  });

  it('asks for the manual first and goes on from there', async () => {
    const { db } = rig.live.api;
    await db.query(`update manual_version set published_at = now(), sections = $2 where engagement_id = $1`, [
      floor.id,
      JSON.stringify([{ code: 'a', titleJa: '読み方', bodyJa: '見えたとおりに。' }]),
    ]);
    const person = await rig.signedIn('worker05', PHONE);
    await person.goto(`/work/${floor.key}`);
    const { page } = person;
    await page.getByRole('link', { name: 'マニュアルを読む' }).click();
    await page.getByRole('heading', { name: '読み方' }).waitFor();
    await page.getByRole('button', { name: '第1版を読んで確認しました' }).click();
    await picture(page).waitFor();
    await person.leave();
  });

  const heldBy = (login: string) =>
    rig.count(`select count(*) as n from work_item where state = 'reserved' and holder_id = $1`, [
      rig.live.api.personId(login),
    ]);
});
