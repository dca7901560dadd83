import { DEMO_PASSWORD } from '@kado/persistence/seeds/demo-accounts';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface View {
  language?: 'ja' | 'en';
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
  hasTouch?: boolean;
}

/** Somebody at a browser of their own: cookies, storage, window; and everything the browser complained of meanwhile. */
export class Person {
  /** Faults of the page, refusals of its CSP, and requests to another origin. Answers of 4xx are not among them. */
  readonly complaints: string[] = [];

  private constructor(
    readonly login: string,
    readonly base: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async at(browser: Browser, base: string, login: string, view: View = {}): Promise<Person> {
    const { language = 'ja', scheme = 'light', width = 1280, height = 900, hasTouch = false } = view;
    const context = await browser.newContext({
      baseURL: base,
      viewport: { width, height },
      hasTouch,
      locale: language === 'en' ? 'en-GB' : 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    await context.addInitScript((chosen) => {
      if (localStorage.getItem('kado-language') === null) localStorage.setItem('kado-language', chosen);
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
      );
    }, language);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const person = new Person(login, base, context, page);
    person.listen();
    return person;
  }

  private listen(): void {
    const { page, base, complaints } = this;
    page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
    page.on('console', (message) => {
      // The browser logs every refused request; the pages show those, and the specs look at what they show.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) complaints.push(`foreign request: ${url}`);
    });
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Through the form, as everybody does. */
  async signIn(): Promise<this> {
    const { page } = this;
    await page.goto('/sign-in');
    await page.locator('input[name=login]').fill(this.login);
    await page.locator('input[name=password]').fill(DEMO_PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return this;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settle();
  }

  /** The page has said its name and waits for nothing any more (the stream of changes excepted). */
  async settle(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
