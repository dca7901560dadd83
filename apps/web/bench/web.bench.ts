import type { Page } from 'playwright-core';
import { type Floor, openFloor } from '../../api/test/work-floor';
import { ConsoleRig } from '../test/console-rig';
import type { Person } from '../test/person';
import { givePictures } from '../test/pictures';
import { labelOnce, rowsPainted, swapOnce, watchShifts } from './in-page';
import { p95, type Row, report, row } from './rows';

jest.setTimeout(1_800_000);
const ROUNDS = Number(process.env.KADO_ROUNDS ?? 5);
const LABELS = 100;
const LOADS = 20;
const PHONE = { width: 375, height: 740 };

/** What a teleworker and a director feel. Rounds of all measures in turn, so that a busy moment hits each of them. */
describe('bench web', () => {
  let rig: ConsoleRig;
  let floor: Floor;
  let large: Floor;
  const rounds = {
    label: [] as number[],
    bare: [] as number[],
    list: [] as number[],
    script: [] as number[],
    shift: [] as number[],
  };

  beforeAll(async () => {
    rig = await ConsoleRig.start();
    floor = await openFloor(rig.live.api, { items: LABELS * ROUNDS + 300, workers: ['worker01'] });
    await givePictures(rig.live.api, floor);
    large = await openFloor(rig.live.api, { items: 100_000 });
  });
  afterAll(() => rig?.stop());

  it('measures', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.script.push(await scriptOfFirstLoad());
      const { labels, bare } = await label();
      rounds.label.push(p95(labels));
      rounds.bare.push(p95(bare));
      rounds.list.push(p95(await lists()));
      rounds.shift.push(await greatestShift());
    }
    const rows: Row[] = [
      row("script of a teleworker's first load, compressed", 'kB', rounds.script, 250),
      row('next picture painted after a label, p95', 'ms', rounds.label, 100),
      row('  anchor: two decoded pictures swapped in a bare page, p95', 'ms', rounds.bare, null),
      row('first list page of 100,000 items painted after its answer, p95', 'ms', rounds.list, 150),
      row('greatest layout shift of a page', '', rounds.shift, 0.1),
    ];
    report(rows);
    expect(rows).toHaveLength(5);
  });

  async function label(): Promise<{ labels: number[]; bare: number[] }> {
    const person = await rig.signedIn('worker01', PHONE);
    const { page } = person;
    await person.goto(`/work/${floor.key}`);
    await page.locator('img[data-item]').waitFor();
    await page.waitForTimeout(1_000);
    const labels: number[] = [];
    for (let n = 0; n < LABELS; n += 1) labels.push(await page.evaluate(labelOnce, String(n % 10)));
    await page.waitForTimeout(6_000);
    const bare = await bareSwaps(page);
    await person.leave();
    return { labels, bare };
  }

  async function bareSwaps(page: Page): Promise<number[]> {
    const sources = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('/picture') ? [name] : [])),
    );
    await page.goto('/sign-in');
    const times: number[] = [];
    for (let n = 0; n < LABELS; n += 1) times.push(await page.evaluate(swapOnce, { sources, at: n }));
    return times;
  }

  async function lists(): Promise<number[]> {
    const person = await rig.signedIn('director01');
    const times: number[] = [];
    for (let n = 0; n < LOADS; n += 1) {
      await person.page.goto(`/engagements/${large.key}/items`, { waitUntil: 'commit' });
      times.push(await person.page.evaluate(rowsPainted, '/work-items?'));
    }
    await person.leave();
    return times;
  }

  /** A browser that was never here: every script until the first picture stands, as it went over the wire. */
  async function scriptOfFirstLoad(): Promise<number> {
    const person = await rig.person('worker01', PHONE);
    let bytes = 0;
    const cdp = await person.context.newCDPSession(person.page);
    await cdp.send('Network.enable');
    const scripts = new Set<string>();
    cdp.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await person.signIn();
    await person.goto(`/work/${floor.key}`);
    await person.page.locator('img[data-item]').waitFor();
    await person.leave();
    return bytes / 1000;
  }

  async function greatestShift(): Promise<number> {
    let greatest = 0;
    const pages: [string, string[]][] = [
      ['worker01', ['/', '/work', `/work/${floor.key}`, '/offers']],
      [
        'director01',
        [
          '/',
          '/tasks',
          `/engagements/${large.key}`,
          `/engagements/${large.key}/plan`,
          `/engagements/${large.key}/lots`,
        ],
      ],
      [
        'manager01',
        ['/', '/tasks', '/engagements', `/engagements/${floor.key}/requirements`, `/engagements/${floor.key}/timeline`],
      ],
    ];
    for (const [login, paths] of pages) {
      const person: Person = await rig.person(login, PHONE);
      await person.context.addInitScript(watchShifts);
      await person.signIn();
      for (const path of paths) {
        await person.goto(path);
        await person.page.waitForTimeout(500);
        greatest = Math.max(
          greatest,
          await person.page.evaluate(() => (window as unknown as { shifts: number }).shifts),
        );
      }
      await person.leave();
    }
    return greatest;
  }
});
