import type { Page } from 'playwright-core';
import type { Cast } from './cast';
import { seen } from './eyes';

/** The leader types what is seen; what was read otherwise goes back to its author with the reason. */
export async function review(cast: Cast): Promise<void> {
  const { page } = await cast.open('leader01', '確認');
  await judgeAll(page, 1);
}

export async function reviewAgain(cast: Cast): Promise<void> {
  const { page } = await cast.open('leader01', '確認');
  await judgeAll(page, 0);
}

/** Everything there is to look at, and at least one; so many of it are returned. */
async function judgeAll(page: Page, returned: number): Promise<void> {
  const item = page.getByRole('heading', { level: 3, name: /^digit-/ });
  const dry = page.getByText('確認を待つ作業は、いまはありません。');
  let back = 0;
  await page.getByRole('button', { name: '確認を始める' }).click();
  // The desk looks again every 20 s when nothing is waiting.
  await item.waitFor({ timeout: 30_000 });
  while (
    await item
      .or(dry)
      .first()
      .waitFor()
      .then(() => item.isVisible())
  ) {
    const id = (await item.textContent()) ?? '';
    const isRight = await page.getByRole('button', { name: `${seen(id)}（答えのとおり）` }).isVisible();
    if (isRight) await page.keyboard.press(seen(id));
    else {
      back += 1;
      await page.keyboard.press('r');
      await page.getByRole('button', { name: '読み方 (misread)' }).click();
    }
    await leaveBehind(page, id);
  }
  await page.getByRole('button', { name: '確認を終える' }).click();
  await page.getByRole('button', { name: '確認を始める' }).waitFor();
  expect(back).toBe(returned);
}

/** The next item comes by itself; the last one stays while it may be changed, until one sends it. */
async function leaveBehind(page: Page, id: string): Promise<void> {
  const isStill = page.getByText('送る前なので変えられます。');
  const next = page.getByRole('heading', { level: 3, name: /^digit-/ }).filter({ hasNotText: id });
  await isStill.or(next).first().waitFor();
  if (await isStill.isVisible()) await page.keyboard.press('s');
  await page.getByRole('heading', { level: 3, name: id }).waitFor({ state: 'detached' });
}
