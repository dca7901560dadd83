import type { Cast } from './cast';

export const TITLE = '手書き数字のラベル付け 24枚';
const DUE = '2027-03-31';

/** From the first call to a contract: what is wanted, at which price, signed by both. */
export async function takeTheOrder(cast: Cast): Promise<void> {
  await startEngagement(cast);
  await qualify(cast);
  await writeClauses(cast);
  await quote(cast);
  await agreeToMargin(cast);
  await sign(cast);
}

async function startEngagement(cast: Cast): Promise<void> {
  const manager = await cast.at('manager01');
  const { page } = manager;
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.getByRole('main').getByText('案件を始める').click();
  const dialog = page.getByRole('dialog', { name: '案件を始める' });
  await dialog.getByLabel('クライアント').selectOption({ label: '株式会社ヒナタ画像認識' });
  await dialog.getByLabel('案件名').fill(TITLE);
  await dialog.getByLabel('希望納期').fill(DUE);
  await dialog.getByLabel('説明').fill('画像認識AIの学習に使う、手書き数字の画像です。');
  await dialog.getByRole('button', { name: '案件を始める' }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  cast.title = TITLE;
  cast.key = /KADO-\d+-\d+/.exec(page.url())?.[0] ?? '';
}

async function qualify(cast: Cast): Promise<void> {
  const manager = await cast.open('manager01', '概況');
  await manager.page.getByRole('region', { name: '次にすること' }).getByRole('link', { name: '判断する' }).click();
  await manager.page.getByRole('heading', { level: 1, name: '引合いの可否判断' }).waitFor();
  await cast.decide(manager, '引合いの可否判断', '受注可能');
}

async function writeClauses(cast: Cast): Promise<void> {
  const manager = await cast.open('manager01', '要件・見積');
  const { page } = manager;
  await page.getByRole('link', { name: '条項を書く' }).click();
  await page.getByLabel('業務範囲').fill('手書き数字の画像に、書かれている数字を1つずつ付けて納めます。');
  await page.getByLabel('数量').fill('24');
  await page.getByLabel('品質目標').fill('95');
  await page.getByText('この条件ではパイロットなしで見積もれます').waitFor();
  await page.getByRole('button', { name: '新しい版として保存' }).click();
  await cast.told(page.getByRole('alert'), '条項の第1版を保存しました。');
  await cast.decide(manager, '要件定義書の作成', '提出');
}

async function quote(cast: Cast): Promise<void> {
  const manager = await cast.open('manager01', '要件・見積');
  const { page } = manager;
  await page.getByRole('link', { name: '見積を計算する' }).click();
  await page.getByRole('textbox', { name: '1件の作業時間（秒）' }).fill('30');
  await page.getByRole('textbox', { name: '利益率（%）' }).fill('12');
  await page.getByText('自分が書いた見積は自分では承認できません').waitFor();
  await page.getByRole('button', { name: 'この見積を保存' }).click();
  await cast.told(page.getByRole('alert'), '見積 第1版を保存しました。');
  await cast.decide(manager, '見積の作成', '見積提示');
}

/** Under the floor of the margin another manager than the author has to agree. */
async function agreeToMargin(cast: Cast): Promise<void> {
  const other = await cast.open('manager02', '要件・見積');
  await other.page.getByText('12%').first().waitFor();
  await cast.decide(other, '利益率下限割れの内部承認', '承認');
}

async function sign(cast: Cast): Promise<void> {
  const client = await cast.open('client01', '要件・見積');
  await client.page.getByText('手書き数字の画像に、書かれている数字を1つずつ付けて納めます。').first().waitFor();
  await cast.decide(client, '要件定義書・見積への署名', '署名', true);
  const manager = await cast.open('manager01', '要件・見積');
  await cast.decide(manager, '契約の確認', '確認済み', true);
}
