import { ConsoleRig } from './console-rig';
import type { Person } from './person';

jest.setTimeout(240_000);

const WORDS = '繁忙期のため、今回はお受けできません。';

/** A decision as people meet it: in the list, on a page, from hand to hand, many at once, and where somebody else was first. */
describe('decisions', () => {
  let rig: ConsoleRig;
  let manager: Person;
  let clientId: string;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
    manager = await rig.signedIn('manager01');
    clientId = (await rig.live.api.get('/clients?limit=1', 'manager01')).body.items[0].id;
  });
  afterEach(() => expect(rig.complaints).toEqual([]));
  afterAll(() => rig?.stop());

  /** An engagement that waits for its inquiry to be qualified. */
  async function inquiry(title: string): Promise<{ key: string; taskId: string }> {
    const started = await rig.live.api.post('/engagements', 'manager01', { clientId, title, category: 'back_office' });
    const { id, key } = started.body;
    return { key, taskId: await rig.live.task({ id, key }, 'qualify_inquiry') };
  }
  const act = (taskId: string, how: string, as: string, body: object = {}) =>
    rig.live.api.post(`/human-tasks/${taskId}/${how}`, as, body);
  const button = (name: string | RegExp) => manager.page.getByRole('button', { name, exact: true });
  const inDialog = (name: string | RegExp) => manager.page.getByRole('dialog').getByRole('button', { name });

  it('asks for the reason it owes, keeps it over a reload, and whoever was second reads what came first', async () => {
    const { taskId } = await inquiry('同時に判断する案件');
    const { page } = manager;
    await manager.goto(`/tasks/${taskId}`);
    await button('辞退').click();
    await page.getByText('「辞退」には理由が必要です。').waitFor();
    const reason = page.getByLabel('理由・コメント');
    expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await reason.fill(WORDS);
    await page.waitForTimeout(1_200);
    await manager.goto(`/tasks/${taskId}`);
    expect(await reason.inputValue()).toBe(WORDS);
    await button('辞退').click();
    await page.getByText('この案件はここで終わります。', { exact: false }).waitFor();
    expect((await act(taskId, 'complete', 'manager02', { outcome: 'qualified' })).status).toBe(200);
    await inDialog('辞退').click();
    await page.getByText('判断済み：受注可能').waitFor();
    await page.getByText('ほかの人が先に判断しました。', { exact: false }).waitFor();
    expect(await page.getByLabel('書きかけの内容').inputValue()).toBe(WORDS);
  });

  it('passes from hand to hand: taken over with a reason, lent to a peer found by kana, taken back', async () => {
    const { taskId } = await inquiry('手から手へ渡る案件');
    const { page } = manager;
    await act(taskId, 'claim', 'manager02');
    await manager.goto(`/tasks/${taskId}`);
    await button('引き継ぐ').click();
    await inDialog('引き継ぐ').click();
    await page.getByText('理由を書いてください。').waitFor();
    await page.getByRole('dialog').getByLabel('理由').fill('急ぎのため');
    await inDialog('引き継ぐ').click();
    await button('担当をやめる').waitFor();

    const { items } = (await rig.live.api.get(`/human-tasks/${taskId}/deciders`, 'manager01')).body;
    const peer = items.find(({ id }: { id: string }) => id === rig.live.api.personId('manager02'));
    await button('そのほかの操作').click();
    await page.getByRole('menuitem', { name: '代わりを頼む' }).click();
    const field = page.getByRole('dialog').getByRole('combobox', { name: '相手' });
    await field.waitFor();
    await field.pressSequentially(hiragana(peer.kana));
    await page.getByRole('option').first().waitFor();
    await field.press('ArrowDown');
    await field.press('Enter');
    expect(await field.inputValue()).toContain(peer.name);
    await inDialog('頼む').click();
    await page.getByText(`あなたが${peer.name}さんに代わりを頼んでいます。`).waitFor();
    await button('そのほかの操作').click();
    await page.getByRole('menuitem', { name: '取り戻す' }).click();
    await inDialog('取り戻す').click();
    await button('受注可能').waitFor();
  });

  it('says whose it is where it is not mine', async () => {
    const { taskId } = await inquiry('見るだけの案件');
    const coordinator = await rig.signedIn('coordinator01');
    await coordinator.goto(`/tasks/${taskId}`);
    await coordinator.page.getByText('マネージャーが判断します。', { exact: false }).waitFor();
    expect(await coordinator.page.getByRole('button', { name: '受注可能' }).count()).toBe(0);
    await coordinator.leave();
  });

  it('goes through the list by keys, and many at once: what was refused says why and goes again', async () => {
    const [first, second] = [await inquiry('まとめる案件1'), await inquiry('まとめる案件2')];
    const { page } = manager;
    await manager.goto('/tasks?kind=qualify_inquiry&who=free');
    const chosen = page.getByRole('listitem').filter({ hasText: 'まとめる案件' }).getByRole('checkbox');
    await chosen.first().waitFor();
    const before = page.url();
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.href !== before);
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^row-/);
    await page.keyboard.press('x');
    await page.getByText('1件を選択中').waitFor();
    await page.keyboard.press('x');
    for (const box of await chosen.all()) await box.check();
    await button('2件をまとめて判断').click();
    await page.getByRole('dialog').getByLabel('受注可能').check();
    await act(second.taskId, 'claim', 'manager02');
    await inDialog('2件を「受注可能」にする').click();
    await page.getByText('できなかったもの 1件', { exact: false }).waitFor();
    await page.getByText('他の人が担当しています。', { exact: false }).waitFor();
    await act(second.taskId, 'release', 'manager02');
    await inDialog('できなかった1件をもう一度').click();
    await page.getByText('完了 2件', { exact: false }).waitFor();
    const done = await rig.count(
      `select count(*) as n from human_task where id = any ($1) and status = 'completed' and outcome = 'qualified'`,
      [[first.taskId, second.taskId]],
    );
    expect(done).toBe(2);
  });
});

/** As somebody types it who does not switch to katakana. */
function hiragana(kana: string): string {
  return kana.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
