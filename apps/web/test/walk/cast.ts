import type { Locator, Page } from 'playwright-core';
import type { ConsoleRig } from '../console-rig';
import type { Person, View } from '../person';

export type Login =
  | 'manager01'
  | 'manager02'
  | 'client01'
  | 'director01'
  | 'coordinator01'
  | 'leader01'
  | 'leader02'
  | `worker${string}`;

/** Who does not sit at a desk. */
const VIEWS: Partial<Record<Login, View>> = { worker02: { width: 390, height: 844, hasTouch: true } };

/** Everybody of one engagement, each at a browser of their own, found by what stands on the screen. */
export class Cast {
  private readonly seated = new Map<Login, Promise<Person>>();
  /** Of the engagement, once somebody has started it. */
  key = '';
  title = '';

  constructor(readonly rig: ConsoleRig) {}

  at(login: Login): Promise<Person> {
    const seated = this.seated.get(login) ?? this.rig.signedIn(login, VIEWS[login]);
    this.seated.set(login, seated);
    return seated;
  }

  /** By the main menu, which a phone keeps behind a button. */
  async go({ page }: Person, name: string): Promise<void> {
    const link = page.getByRole('link', { name, exact: true });
    const menu = page.getByRole('button', { name: 'メニュー', exact: true });
    await link.or(menu).first().waitFor();
    if (await menu.isVisible()) await menu.click();
    await link.first().click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  /** A page of the engagement, by its tab; there by the list of engagements where one is elsewhere. */
  async open(login: Login, tab: string): Promise<Person> {
    const person = await this.at(login);
    const { page } = person;
    if (!new URL(page.url()).pathname.startsWith(`/engagements/${this.key}`)) {
      await this.go(person, '案件');
      await page.getByRole('main').getByRole('link', { name: this.title }).first().click();
      await page.getByRole('heading', { level: 1, name: this.title }).waitFor();
    }
    const there = page
      .getByRole('navigation', { name: '案件の各ページ' })
      .getByRole('link', { name: tab, exact: true });
    await there.click();
    await there.and(page.locator('[aria-current=page]')).waitFor();
    await person.settle();
    return person;
  }

  /** Decides what stands on the page under this name; what binds is confirmed in its dialog. */
  async decide({ page }: Person, what: string, outcome: string, isBinding = false): Promise<void> {
    const named = new RegExp(`^${what}(（納品\\d+）)?$`);
    await page.getByRole('heading', { name: named }).first().waitFor();
    await page.getByRole('main').getByRole('button', { name: outcome, exact: true }).click();
    if (isBinding) {
      const dialog = page.getByRole('dialog', { name: `${what}：${outcome}` });
      await dialog.getByRole('button', { name: outcome, exact: true }).click();
    }
    await this.told(page.getByRole('alert'), `「${what}」を「${outcome}」にしました。`);
  }

  /** Somebody comes into the team without an offer, on the team page that is open. */
  async appoint(page: Page, role: string, login: Login): Promise<void> {
    const name = await this.nameOf(login);
    await page.getByRole('button', { name: '任命する' }).click();
    const dialog = page.getByRole('dialog', { name: 'チームに任命する' });
    await dialog.getByLabel('役割').selectOption({ label: role });
    await dialog.getByLabel('任命する人').fill(name);
    await page.getByRole('option', { name }).click();
    await dialog.getByRole('button', { name: '任命する' }).click();
    await this.told(page.getByRole('alert'), `${name}さんを${role}に任命しました。`);
  }

  /** A name as others see it: it stands on the person's own menu. */
  async nameOf(login: Login): Promise<string> {
    const { page } = await this.at(login);
    const menu = await page.getByRole('button', { name: /さんのメニュー$/ }).getAttribute('aria-label');
    return menu?.replace('さんのメニュー', '') ?? '';
  }

  /** The words have appeared, and are put away. */
  async told(alert: Locator, words: string): Promise<void> {
    const toast = alert.filter({ hasText: words }).first();
    await toast.waitFor();
    await toast.getByRole('button', { name: '閉じる' }).click();
    await toast.waitFor({ state: 'detached' });
  }
}
