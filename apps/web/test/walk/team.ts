import type { Page } from 'playwright-core';
import type { Cast, Login } from './cast';
import { paper, pick } from './papers';

/** The two who will do the work, and eight more without whom there is no team. */
const WORKERS = Array.from({ length: 10 }, (_, n): Login => `worker${String(n + 1).padStart(2, '0')}`);
const BUSY: readonly Login[] = ['worker01', 'worker02'];

/** Who does it: asked, not assigned; each with the written terms and the training before the first picture. */
export async function gatherTheTeam(cast: Cast): Promise<void> {
  await appointLeaders(cast);
  await sendOffers(cast);
  await acceptOffers(cast);
  await recordTerms(cast);
  await recordTraining(cast);
}

async function appointLeaders(cast: Cast): Promise<void> {
  const { page } = await cast.open('coordinator01', 'チーム');
  for (const login of ['leader01', 'leader02'] as const) await cast.appoint(page, 'リーダー', login);
}

async function sendOffers(cast: Cast): Promise<void> {
  const { page } = await cast.open('coordinator01', 'チーム');
  const names = await Promise.all(WORKERS.map((login) => cast.nameOf(login)));
  for (const name of names) {
    await findCandidate(page, name);
    await page.getByRole('checkbox', { name: `${name}さんを選ぶ` }).check();
  }
  await page.getByRole('button', { name: '選んだ人に打診する' }).click();
  const dialog = page.getByRole('dialog', { name: '打診を送る' });
  await dialog.getByLabel('週の時間').fill('5');
  await dialog.getByLabel('時給（円）').fill('1100');
  await dialog.getByRole('button', { name: `${WORKERS.length}人に送る` }).click();
  await cast.told(page.getByRole('alert'), `${WORKERS.length}人に打診を送りました。`);
}

/** The list is long: one goes on through it until the person is in sight. */
async function findCandidate(page: Page, name: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: `${name}さんを選ぶ` });
  await page.getByRole('region', { name: '打診の候補' }).getByRole('table').waitFor();
  while ((await box.count()) === 0)
    await page.getByRole('region', { name: '打診の候補' }).getByRole('button', { name: 'さらに表示' }).click();
}

async function acceptOffers(cast: Cast): Promise<void> {
  await Promise.all(WORKERS.map((login) => accept(cast, login)));
  const coordinator = await cast.open('coordinator01', 'チーム');
  await coordinator.page.getByText('チームは成立しています').waitFor();
  await cast.decide(coordinator, 'チーム編成', '編成完了');
}

async function accept(cast: Cast, login: Login): Promise<void> {
  const person = await cast.at(login);
  const { page } = person;
  await cast.go(person, '打診');
  const offer = page.getByRole('region', { name: cast.title });
  await offer.getByText('1,100').first().waitFor();
  await offer.getByRole('button', { name: '引き受ける' }).click();
  const dialog = page.getByRole('dialog', { name: 'この条件で引き受けますか' });
  await dialog.getByRole('button', { name: '引き受ける' }).click();
  await cast.told(page.getByRole('alert'), `「${cast.title}」を引き受けました。`);
  if (!BUSY.includes(login)) await person.leave();
}

async function recordTerms(cast: Cast): Promise<void> {
  const coordinator = await cast.open('coordinator01', 'チーム');
  await record(cast, coordinator.page, '条件明示書（3条通知）');
  await cast.decide(coordinator, '取引条件の明示（3条通知）', '交付済み');
}

async function recordTraining(cast: Cast): Promise<void> {
  const leader = await cast.open('leader01', 'チーム');
  await record(cast, leader.page, '研修の修了');
  await cast.decide(leader, '研修ゲートの確認', '合格');
}

/** One paper for everybody who lacks it: two leaders, ten teleworkers. */
async function record(cast: Cast, page: Page, kind: string): Promise<void> {
  await page.getByLabel('書類の種類').selectOption({ label: kind });
  await pick(page, page.getByRole('button', { name: '書類のファイル' }), paper(kind, cast.key));
  await page.getByRole('button', { name: 'まだの人12人を選ぶ' }).click();
  await page.getByRole('button', { name: '書類を記録する' }).click();
  await cast.told(page.getByRole('alert'), '12人の分を記録しました。');
}
