import { readFileSync } from 'node:fs';
import type { Cast } from './cast';
import { seen } from './eyes';

/** What was made goes out; the client reads the file and the report, and takes it. */
export async function deliver(cast: Cast): Promise<void> {
  await send(cast);
  await accept(cast);
}

async function send(cast: Cast): Promise<void> {
  const manager = await cast.open('manager01', '納品');
  await manager.page.getByRole('heading', { name: '納品 1' }).waitFor();
  await cast.decide(manager, '納品', '納品', true);
}

async function accept(cast: Cast): Promise<void> {
  const client = await cast.open('client01', '納品');
  const { page } = client;
  await page.getByRole('heading', { name: '納品 1' }).waitFor();
  await page.getByText(/^推定正解率/).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '納品データ（CSV）' }).click(),
  ]);
  const [header, ...rows] = readFileSync(await download.path(), 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  expect(header).toBe('external_id,label');
  expect(rows).toHaveLength(24);
  for (const row of rows) {
    const [id = '', label] = row.split(',');
    expect([id, label]).toEqual([id, seen(id)]);
  }
  await cast.decide(client, '検収', '検収合格', true);
}
