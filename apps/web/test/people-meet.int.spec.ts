import { seedId } from '@kado/persistence/seeds/ids';
import { ConsoleRig } from './console-rig';
import { Keys } from './keys';
import type { Person } from './person';

jest.setTimeout(240_000);

/** Two at one thing, one without a mouse, and what one sees of the other. */
describe('people at the console', () => {
  let rig: ConsoleRig;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
  });
  afterAll(() => rig?.stop());

  async function inquiry(title: string): Promise<string> {
    const { api } = rig.live;
    const { status, body } = await api.post('/engagements', 'manager01', {
      clientId: seedId('client', 'C-001'),
      title,
      category: 'digital_data',
    });
    expect(status).toBe(201);
    await rig.live.task(body, 'qualify_inquiry');
    return body.key;
  }

  describe('two who decide the same', () => {
    const WORDS = {
      manager01: '体制に余裕があり、引き受けられます。',
      manager02: '納期までに人が足りません。',
    } as const;
    const OUTCOMES = { manager01: '受注可能', manager02: '辞退' } as const;
    type Who = keyof typeof WORDS;

    const nameOf = async ({ page }: Person) =>
      (await page.getByRole('button', { name: /さんのメニュー$/ }).getAttribute('aria-label'))?.replace(
        'さんのメニュー',
        '',
      );

    it('one wins; the other is told who decided what, and keeps what was written', async () => {
      const key = await inquiry('取り合いの案件');
      const seats: Record<Who, Person> = {
        manager01: await rig.signedIn('manager01'),
        manager02: await rig.signedIn('manager02'),
      };
      for (const who of ['manager01', 'manager02'] as const) {
        await seats[who].goto(`/tasks/${key}-T1`);
        await seats[who].page.getByLabel('理由・コメント').fill(WORDS[who]);
      }
      await seats.manager02.page.getByRole('button', { name: '辞退', exact: true }).click();
      const asked = seats.manager02.page.getByRole('dialog', { name: '引合いの可否判断：辞退' });
      await Promise.all([
        asked.getByRole('button', { name: '辞退', exact: true }).click(),
        seats.manager01.page.getByRole('button', { name: '受注可能', exact: true }).click(),
      ]);
      for (const { page } of Object.values(seats)) await page.getByText(/^判断済み：/).waitFor();
      const { rows } = await rig.live.api.db.query(`select outcome, decided_by from human_task where id = $1`, [
        `${key}-T1`,
      ]);
      const [winner, loser]: [Who, Who] =
        rows[0]?.decided_by === rig.live.api.personId('manager01')
          ? ['manager01', 'manager02']
          : ['manager02', 'manager01'];
      const { page } = seats[loser];
      await page.getByText('ほかの人が先に判断しました。').waitFor();
      await page.getByText(`判断済み：${OUTCOMES[winner]}`).waitFor();
      await page
        .getByText(`${await nameOf(seats[winner])}`, { exact: false })
        .first()
        .waitFor();
      expect(await page.getByLabel('書きかけの内容').inputValue()).toBe(WORDS[loser]);
      expect(await page.getByRole('button', { name: OUTCOMES[loser], exact: true }).count()).toBe(0);
      await seats[winner].page.getByText(`判断済み：${OUTCOMES[winner]}`).waitFor();
      expect(await seats[winner].page.getByLabel('書きかけの内容').count()).toBe(0);
      for (const seat of Object.values(seats)) await seat.leave();
    });
  });

  it('what one decides stands on the other’s open page at once, which was not loaded anew', async () => {
    const key = await inquiry('見守られる案件');
    const watcher = await rig.signedIn('manager02');
    await watcher.goto(`/engagements/${key}`);
    const next = watcher.page.getByRole('region', { name: '次にすること' });
    await next.getByText('マネージャーの「引合いの可否判断」を待っています。').waitFor();
    const loadedAt = await watcher.page.evaluate(() => performance.timeOrigin);
    const decider = await rig.signedIn('manager01');
    await decider.goto(`/tasks/${key}-T1`);
    await decider.page.getByRole('button', { name: '受注可能', exact: true }).click();
    await decider.page.getByText('判断済み：受注可能').waitFor();
    await next.getByText('マネージャーの「要件定義書の作成」を待っています。').waitFor({ timeout: 5_000 });
    expect(await watcher.page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
    await Promise.all([watcher.leave(), decider.leave()]);
  });

  it('a manager needs no mouse: signs in, decides the first task, starts an engagement, and comes back', async () => {
    const keys = await Promise.all([inquiry('先に届いた案件'), inquiry('後に届いた案件')]);
    const manager = await rig.person('manager03');
    const { page } = manager;
    const hand = new Keys(page);
    await page.goto('/sign-in');
    await page.getByRole('heading', { level: 1 }).waitFor();

    await hand.tabTo('ログイン名');
    await hand.type('manager03');
    await hand.tabTo('パスワード');
    await hand.type('kado-demo');
    await hand.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
    await manager.settle();

    await hand.backTo('判断待ち');
    await hand.press('Enter');
    await page.getByRole('heading', { level: 1, name: '判断待ち' }).waitFor();
    await manager.settle();
    for (const key of ['j', 'k']) await hand.press(key);
    expect(await hand.focused()).toContain('引合いの可否判断');
    await hand.press('Enter');
    await hand.tabTo('受注可能');
    await hand.press('Enter');
    await page.getByText('「引合いの可否判断」を「受注可能」にしました。').waitFor();
    const { rows } = await rig.live.api.db.query(
      `select outcome, decided_by as by from human_task where id = any($1) and status = 'completed'`,
      [keys.map((key) => `${key}-T1`)],
    );
    expect(rows).toEqual([{ outcome: 'qualified', by: rig.live.api.personId('manager03') }]);

    // Past the filters, one of which bears the same name.
    await hand.backTo('人材');
    await hand.backTo('案件');
    await hand.press('Enter');
    await page.getByRole('heading', { level: 1, name: '案件', exact: true }).waitFor();
    await manager.settle();
    await hand.tabTo('案件を始める');
    await hand.press('Enter');
    await page.getByRole('dialog', { name: '案件を始める' }).getByLabel('クライアント').waitFor();
    await hand.press('ArrowDown');
    await hand.tabTo('案件名');
    await hand.type('キーだけの案件');
    await hand.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'キーだけの案件' }).waitFor();
    await manager.settle();

    await hand.backTo('判断待ち');
    await hand.press('Enter');
    await page.getByRole('heading', { level: 1, name: '判断待ち' }).waitFor();
    await page.getByRole('list', { name: '判断待ち' }).getByText('キーだけの案件').waitFor();
    expect(manager.complaints).toEqual([]);
    await manager.leave();
  });

  it('no browser complained of anything', () => {
    expect(rig.complaints).toEqual([]);
  });
});
