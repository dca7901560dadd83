import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Floor } from '../../api/test/work-floor';
import { addressOf, SCREENS, type Screen } from '../tools/screens.cjs';
import { ConsoleRig } from './console-rig';
import type { Person } from './person';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const EARLY = new Set(['requirements', 'decomposition', 'team_assembly']);
jest.setTimeout(240_000);

/** Everybody that Live puts into its teams has number 01. */
const loginOf = (screen: Screen): string | null =>
  screen.as === null || /\d/.test(screen.as) ? screen.as : `${screen.as}01`;

/**
 * WCAG 2.2 AA as far as a program can tell, on every screen, in both languages, light and dark, on a phone and on a desk: no
 * finding, nothing wider than the window, one h1, no complaint of the browser.
 */
describe('accessibility of every screen', () => {
  let rig: ConsoleRig;
  let early: Floor;
  let running: Floor;
  const seats = new Map<string, Person>();

  beforeAll(async () => {
    rig = await ConsoleRig.start();
    early = await rig.live.toTeamAssembly('チームを編成している案件');
    running = await rig.live.toProduction('作業している案件');
  });
  afterAll(() => rig?.stop());

  async function seat(login: string | null): Promise<Person> {
    const name = login ?? 'nobody';
    let person = seats.get(name);
    if (!person) {
      person = login === null ? await rig.person(name) : await rig.signedIn(login);
      seats.set(name, person);
    }
    return person;
  }

  const pathOf = (screen: Screen) =>
    addressOf(screen, screen.at && EARLY.has(screen.at) ? early.key : running.key, async (path) => {
      return (await rig.live.api.get(path, loginOf(screen) ?? undefined)).body;
    });

  it.each(SCREENS)('$name', async (screen) => {
    const person = await seat(loginOf(screen));
    const { page } = person;
    const path = await pathOf(screen);
    const found: string[] = [];
    for (const language of ['ja', 'en'] as const) {
      await page.goto('/sign-in');
      await page.evaluate((chosen) => localStorage.setItem('kado-language', chosen), language);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        await person.goto(path);
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.waitForFunction(
            (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
            scheme,
          );
          for (const fault of await faultsOf(page, width)) found.push(`${language} ${width} ${scheme}: ${fault}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(person.complaints).toEqual([]);
  });
});

async function faultsOf(page: Page, width: number): Promise<string[]> {
  const faults: string[] = [];
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  if (scrollWidth > width) faults.push(`the page is ${scrollWidth} px wide`);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  for (const { id, nodes } of violations)
    faults.push(`${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  const headings = await page.locator('h1').count();
  if (headings !== 1) faults.push(`${headings} headings of the first rank`);
  return faults;
}
