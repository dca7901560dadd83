import { ConsoleRig } from './console-rig';
import type { Person } from './person';

jest.setTimeout(240_000);

/** What the frame promises on every page, seen on the one that starts an engagement. */
describe('the frame of the console', () => {
  let rig: ConsoleRig;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
  });
  afterAll(() => rig?.stop());

  const started = (title: string) => rig.count('select count(*) as n from engagement where title = $1', [title]);

  async function openStart(person: Person, title: string): Promise<void> {
    await person.goto('/engagements?new=1');
    const { page } = person;
    await page.getByLabel('クライアント', { exact: false }).last().selectOption({ index: 1 });
    await page.getByLabel('案件名', { exact: false }).fill(title);
  }

  const submit = (person: Person) =>
    person.page.getByRole('dialog').getByRole('button', { name: '案件を始める' }).click();

  it('leads back to where one wanted to go, after the sign-in and not before', async () => {
    const person = await rig.person('manager01');
    const { page } = person;
    await page.goto('/engagements?stage=closed');
    await page.waitForURL(/\/sign-in\?next=/);
    await page.locator('input[name=login]').fill('manager01');
    await page.locator('input[name=password]').fill('wrong');
    await page.locator('button[type=submit]').click();
    expect(await page.getByRole('alert').textContent()).toContain('ログイン');
    expect(await page.locator('input[name=login]').inputValue()).toBe('manager01');
    await page.locator('input[name=password]').fill('kado-demo');
    await page.locator('button[type=submit]').click();
    await page.waitForURL(/\/engagements\?stage=closed/);
    await page.getByRole('heading', { level: 1, name: '案件' }).waitFor();
    expect(await page.title()).toBe('案件 | KADO');
    await person.leave();
  });

  it.each(['//evil.example/x', 'https://evil.example/x', '/\\evil.example'])(
    'never leads elsewhere: %s',
    async (next) => {
      const person = await rig.person('manager01');
      const { page } = person;
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.locator('input[name=login]').fill('manager01');
      await page.locator('input[name=password]').fill('kado-demo');
      await page.locator('button[type=submit]').click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      expect(new URL(page.url()).origin).toBe(rig.live.api.base);
      await person.leave();
    },
  );

  it('sends a strict policy with every page, and the pages keep to it', async () => {
    const answer = await fetch(`${rig.live.api.base}/engagements`, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await answer.text()).toContain(`content="${nonce}"`);
    const person = await rig.signedIn('manager01');
    await openStart(person, 'x');
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('keeps what was typed when the session has ended, and goes on after signing in again', async () => {
    const person = await rig.signedIn('manager01');
    const { page } = person;
    await openStart(person, 'ログイン切れの案件');
    await person.context.clearCookies();
    await submit(person);
    const again = page.getByRole('dialog', { name: 'もう一度ログインしてください' });
    await again.getByLabel('パスワード', { exact: true }).fill('kado-demo');
    await again.getByRole('button', { name: 'ログイン' }).click();
    await page.waitForURL(/\/engagements\/KADO-/);
    expect(await started('ログイン切れの案件')).toBe(1);
    await person.leave();
  });

  it('keeps what was typed when the line is lost, and does it once when it is back', async () => {
    const person = await rig.signedIn('manager01');
    const { page } = person;
    await openStart(person, '圏外の案件');
    await person.context.setOffline(true);
    await submit(person);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').textContent()).toContain('入力した内容は残っています');
    expect(await page.getByLabel('案件名', { exact: false }).inputValue()).toBe('圏外の案件');
    await person.context.setOffline(false);
    await dialog.getByRole('button', { name: 'もう一度試す' }).click();
    await page.waitForURL(/\/engagements\/KADO-/);
    expect(await started('圏外の案件')).toBe(1);
    await person.leave();
  });

  it('keeps a half-written form across a reload', async () => {
    const person = await rig.signedIn('manager02');
    await openStart(person, '書きかけの案件');
    await person.page.waitForFunction(() =>
      Object.values(localStorage).some((kept) => String(kept).includes('書きかけの案件')),
    );
    await person.page.reload();
    await person.settle();
    expect(await person.page.getByLabel('案件名', { exact: false }).inputValue()).toBe('書きかけの案件');
    await person.leave();
  });

  it('shows text of people as text', async () => {
    const hostile = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>{{7*7}}`;
    const person = await rig.signedIn('manager01');
    const { page } = person;
    await openStart(person, hostile);
    await submit(person);
    await page.waitForURL(/\/engagements\/KADO-/);
    await page.getByRole('heading', { level: 1, name: hostile, exact: true }).waitFor();
    expect(await page.title()).not.toBe('hit');
    await person.goto('/engagements');
    await page.getByText(hostile, { exact: false }).first().waitFor();
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('takes Enter that ends a conversion of the input method for what it is', async () => {
    const person = await rig.signedIn('manager01');
    const { page } = person;
    await openStart(person, '');
    const field = page.getByLabel('案件名', { exact: false });
    await field.focus();
    const cdp = await person.context.newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: 'あんけん', selectionStart: 4, selectionEnd: 4 });
    // What Chromium sends while converting, and what Safari sends right after.
    for (const isComposing of [true, false])
      await field.evaluate((element, composing) => {
        const event = new KeyboardEvent('keydown', {
          key: 'Enter',
          bubbles: true,
          cancelable: true,
          isComposing: composing,
          keyCode: 229,
        } as KeyboardEventInit);
        element.dispatchEvent(event);
      }, isComposing);
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
    await cdp.send('Input.insertText', { text: '案件' });
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await field.inputValue()).toContain('案件');
    expect(await started('案件')).toBe(0);
    await person.leave();
  });

  it('speaks the other language and turns dark at once, and remembers both', async () => {
    const person = await rig.signedIn('manager01');
    const { page } = person;
    await person.goto('/engagements');
    await page.getByRole('button', { name: /さんのメニュー/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Engagements' }).waitFor();
    await page.getByRole('button', { name: /^Menu of/ }).click();
    await page.getByRole('menuitem', { name: 'Dark screen' }).click();
    await page.reload();
    await person.settle();
    expect(await page.locator('h1').textContent()).toBe('Engagements');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await person.leave();
  });

  it('leaves nothing behind when one signs out', async () => {
    const person = await rig.signedIn('manager02');
    await openStart(person, '残してはいけない下書き');
    await person.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('kado-draft:')));
    await person.page.keyboard.press('Escape');
    await person.page.getByRole('button', { name: /さんのメニュー/ }).click();
    await person.page.getByRole('menuitem', { name: 'ログアウト' }).click();
    await person.page.waitForURL(/\/sign-in/);
    expect(await person.page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('残してはいけない');
    expect((await person.context.cookies()).filter(({ name }) => name === 'kado_session')).toEqual([]);
    await person.leave();
  });
});
