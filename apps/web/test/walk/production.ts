import type { Page } from 'playwright-core';
import { type ImportFiles, importFiles, readPictures, somePictures } from '../../../demo/pictures';
import type { Cast } from './cast';
import { correct, label } from './labelling';
import { pick } from './papers';
import { review, reviewAgain } from './review';

const ITEMS = 24;
const KNOWN = 6;

/** Pictures in, labels on them, somebody else's look at some of them. */
export async function produce(cast: Cast): Promise<void> {
  await importItems(cast);
  await release(cast);
  await label(cast);
  await review(cast);
  await correct(cast);
  await reviewAgain(cast);
}

async function importItems(cast: Cast): Promise<void> {
  const { page } = await cast.open('director01', '作業項目');
  await page.getByRole('link', { name: '作業データを取り込む' }).first().click();
  const files = importFiles(somePictures(readPictures(), ITEMS, KNOWN / ITEMS));
  // A row without its picture is found before anything is written.
  const [, ...rows] = files.manifest.toString('utf8').trim().split('\n');
  const faulty = Buffer.from(['external_id,image', ...rows, 'digit-9999,images/digit-9999.png', ''].join('\n'));
  await choose(page, { ...files, manifest: faulty });
  await page.getByRole('button', { name: '確認する', exact: true }).click();
  await page.getByText('直すところが1か所あります').waitFor();
  await choose(page, files);
  await page.getByRole('button', { name: '確認する', exact: true }).click();
  await page.getByText('誤りはありません').waitFor();
  await page.getByRole('button', { name: `${ITEMS}件を取り込む` }).click();
  await page.getByText(`${ITEMS}件（正解あり${KNOWN}件）を取り込みました。`).waitFor();
}

async function choose(page: Page, files: ImportFiles): Promise<void> {
  const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });
  await pick(page, page.getByLabel('一覧表（CSV）'), csv('manifest.csv', files.manifest));
  await pick(page, page.getByLabel('画像（ZIP）'), {
    name: 'images.zip',
    mimeType: 'application/zip',
    buffer: files.archive,
  });
  if (files.gold) await pick(page, page.getByLabel('正解表（CSV、なくてもよい）'), csv('gold.csv', files.gold));
}

async function release(cast: Cast): Promise<void> {
  const director = await cast.open('director01', '作業項目');
  await cast.decide(director, '作業データの取込みとロット編成', '作業開始');
}
