import type { Page } from 'playwright-core';
import type { Cast } from './cast';
import { seen } from './eyes';

/** A leader who had no hand in it looks at the sample; the director approves by what was found. */
export async function inspect(cast: Cast): Promise<void> {
  await lookAtSample(cast);
  await approveLot(cast);
}

async function lookAtSample(cast: Cast): Promise<void> {
  const leader = await cast.open('leader02', 'ロット・検査');
  const { page } = leader;
  await page.getByRole('link', { name: '検査する', exact: true }).click();
  await page.getByRole('heading', { name: 'ロット 1 の抜取検査' }).waitFor();
  await judgeAll(page);
  await page.getByRole('button', { name: '今すぐ保存' }).click();
  await page.getByText('すべて保存済み').waitFor();
  await cast.decide(leader, 'ロットの抜取検査', '検査完了');
}

async function judgeAll(page: Page): Promise<void> {
  const done = page.getByText('あなたが検査する作業はすべて終わりました');
  while (!(await done.isVisible())) {
    const id = (await page.getByRole('heading', { level: 3, name: /^digit-/ }).textContent()) ?? '';
    await page.keyboard.press(seen(id));
    await page.getByText(`${id} 正しい`).first().waitFor();
  }
}

async function approveLot(cast: Cast): Promise<void> {
  const director = await cast.open('director01', 'ロット・検査');
  await director.page.getByText('検査済み・合格の範囲').waitFor();
  await cast.decide(director, 'ロットの品質承認', '承認');
}
