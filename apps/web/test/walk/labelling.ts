import type { Page } from 'playwright-core';
import type { Person } from '../person';
import type { Cast, Login } from './cast';
import { misread, seen } from './eyes';

/** One on a phone by touch, one at a keyboard; the phone's first answer is a slip. */
export async function label(cast: Cast): Promise<void> {
  await labelByTouch(cast);
  await labelByKeyboard(cast);
}

async function labelByTouch(cast: Cast): Promise<void> {
  const person = await beginWork(cast, 'worker02');
  const { page } = person;
  for (let n = 0; n < 6; n++) {
    const id = await inHand(page);
    await touch(page, n === 0 ? misread(id) : seen(id));
    await turned(page, id);
  }
  await page.getByRole('button', { name: '休む' }).tap();
  await page.getByRole('heading', { name: '休憩中です' }).waitFor();
}

async function labelByKeyboard(cast: Cast): Promise<void> {
  const { page } = await beginWork(cast, 'worker01');
  await keyThrough(page);
}

async function keyThrough(page: Page): Promise<void> {
  const nothingLeft = page.getByRole('heading', { name: '今できる作業はありません' });
  while (
    !(await nothingLeft
      .or(anyPicture(page))
      .first()
      .waitFor()
      .then(() => nothingLeft.isVisible()))
  ) {
    const id = await inHand(page);
    await page.keyboard.press(seen(id));
    await turned(page, id);
  }
}

/** From the list of one's work by way of the manual to the first picture. */
async function beginWork(cast: Cast, login: Login): Promise<Person> {
  const person = await cast.at(login);
  const { page } = person;
  await cast.go(person, '作業');
  await page.getByRole('link', { name: `マニュアルを読む ${cast.title}` }).click();
  await page.getByRole('heading', { name: '読み方' }).waitFor();
  await page.getByRole('button', { name: '第1版を読んで確認しました' }).click();
  await inHand(page);
  return person;
}

const anyPicture = (page: Page) => page.getByRole('img', { name: /^作業.+の画像$/ });

/** The item whose picture is on screen, by its number. */
async function inHand(page: Page): Promise<string> {
  const picture = anyPicture(page);
  await picture.waitFor();
  // Nobody answers what is not drawn yet.
  await picture.evaluate((image: HTMLImageElement) => image.decode());
  return /^作業(.+)の画像$/.exec((await picture.getAttribute('alt')) ?? '')?.[1] ?? '';
}

const touch = (page: Page, digit: string) =>
  page.getByRole('group', { name: 'この画像の数字は？' }).getByRole('button', { name: digit, exact: true }).tap();

/** Another picture is on screen, or none. */
const turned = (page: Page, id: string) => page.getByAltText(`作業${id}の画像`).waitFor({ state: 'detached' });

/** What came back is on screen before anything new, with the reason; this time it is read right. */
export async function correct(cast: Cast): Promise<void> {
  const { page } = await cast.at('worker02');
  await page.getByRole('button', { name: '作業を再開する' }).tap();
  await page.getByText(/^見直し（/).waitFor();
  const id = await inHand(page);
  await touch(page, seen(id));
  await turned(page, id);
  await page.getByText(/送信待ち/).waitFor({ state: 'detached' });
}
