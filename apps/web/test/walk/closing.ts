import type { Cast, Login } from './cast';
import { paper, pick } from './papers';

/** Who closes what, and the paper that has to be on file. */
const STEPS: readonly (readonly [login: Login, what: string, paper: string])[] = [
  ['manager01', '請求書の発行', '請求書'],
  ['leader01', '作業時間の承認', '作業時間の承認'],
  ['coordinator01', '報酬支払の手配', '支払予定'],
  ['director01', '預かりデータの返却・消去', 'データの返却・削除記録'],
  ['director01', '振り返り', '振り返り'],
  ['manager01', 'KPIの計上', 'KPIの記録'],
];

/** What is left once the client has taken it; each paper is recorded right where its step is decided. */
export async function close(cast: Cast): Promise<void> {
  for (const [login, what, kind] of STEPS) {
    const person = await cast.open(login, '概況');
    const { page } = person;
    const waiting = page.getByRole('region', { name: '次にすること' });
    await waiting.getByRole('listitem').filter({ hasText: what }).getByRole('link', { name: '判断する' }).click();
    await page.getByRole('heading', { level: 1, name: what }).waitFor();
    await pick(page, page.getByRole('button', { name: '書類を選んで記録する' }), paper(kind, cast.key));
    await page.getByText(`必要な書類：${kind}（記録済み）`).waitFor();
    await cast.decide(person, what, '完了');
  }
}
