import type { Cast } from './cast';

const SECTIONS = [
  ['purpose', '目的', '手書き数字の画像に、書かれている数字を1つ付けます。'],
  ['misread', '読み方', '0から9のうち最も近い数字を1つ入力します。1と7、4と9は間違えやすいので気を付けます。'],
] as const;

/** The director takes the order apart: a manual to work by, a plan of one step; another person approves it. */
export async function planTheWork(cast: Cast): Promise<void> {
  await appointDirector(cast);
  await writeManual(cast);
  await writePlan(cast);
  await approvePlan(cast);
}

async function appointDirector(cast: Cast): Promise<void> {
  const { page } = await cast.open('manager01', 'チーム');
  await cast.appoint(page, 'ディレクター', 'director01');
}

async function writeManual(cast: Cast): Promise<void> {
  const { page } = await cast.open('director01', '計画・マニュアル');
  await page.getByRole('link', { name: 'マニュアル', exact: true }).click();
  await page.getByRole('link', { name: 'マニュアルを書く' }).click();
  for (const [at, [code, title, body]] of SECTIONS.entries()) {
    if (at > 0) await page.getByRole('button', { name: '項目を追加' }).click();
    const section = page.getByRole('group', { name: `項目${at + 1}：` });
    await section.getByRole('textbox', { name: '項目コード' }).fill(code);
    await section.getByRole('textbox', { name: '見出し' }).fill(title);
    await section.getByRole('textbox', { name: '本文' }).fill(body);
  }
  await page.getByRole('button', { name: 'この内容で版を作る' }).click();
  await cast.told(page.getByRole('alert'), 'マニュアルの第1版を作りました');
}

async function writePlan(cast: Cast): Promise<void> {
  const director = await cast.open('director01', '計画・マニュアル');
  const { page } = director;
  await page.getByRole('link', { name: '計画を書く' }).click();
  const step = page.getByRole('group', { name: '工程1：' });
  await step.getByRole('textbox', { name: '工程の名前' }).fill('数字のラベル付け');
  await step.getByRole('textbox', { name: '1件の標準時間' }).fill('30');
  const quality = page.getByRole('region', { name: '品質の計画' });
  await quality.getByRole('textbox', { name: '最初に全件確認する件数' }).fill('3');
  await quality.getByRole('textbox', { name: 'その後に確認する割合' }).fill('30');
  await page.getByLabel('使うマニュアルの版').selectOption({ label: '第1版' });
  await page.getByRole('button', { name: 'この内容で版を作る' }).click();
  await cast.told(page.getByRole('alert'), '計画の第1版を作りました');
  await cast.decide(director, '業務分解・マニュアル・品質計画の作成', '提出');
}

async function approvePlan(cast: Cast): Promise<void> {
  const manager = await cast.open('manager01', '計画・マニュアル');
  await cast.decide(manager, '計画の承認', '承認');
}
