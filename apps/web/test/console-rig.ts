import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Live } from '../../api/test/live';
import { launchBrowser } from '../tools/browser.cjs';
import { Person, type View } from './person';

/** API, engine, worker, relay, the built console, and a browser in which anybody may sit. */
export class ConsoleRig {
  private readonly people: Person[] = [];

  private constructor(
    readonly live: Live,
    readonly browser: Browser,
  ) {}

  static async start(): Promise<ConsoleRig> {
    if (!existsSync(join(__dirname, '../../../dist/web/index.html')))
      throw new Error('The console is not built: `npm run build` first (npm test does).');
    const [live, browser] = await Promise.all([Live.start({ isWhole: true }), launchBrowser()]);
    return new ConsoleRig(live, browser);
  }

  async person(login: string, view?: View): Promise<Person> {
    const person = await Person.at(this.browser, this.live.api.base, login, view);
    this.people.push(person);
    return person;
  }

  async signedIn(login: string, view?: View): Promise<Person> {
    return (await this.person(login, view)).signIn();
  }

  /** Whatever any browser complained of since the rig started, by person. */
  get complaints(): string[] {
    return this.people.flatMap(({ login, complaints }) => complaints.map((text) => `${login}: ${text}`));
  }

  async count(sql: string, values: unknown[] = []): Promise<number> {
    const { rows } = await this.live.api.db.query(sql, values);
    return Number(rows[0]?.n);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.live.stop();
  }
}
