import { dateInDays } from './office';
import { type Order, TARGET } from './orders';

/** What the client and KADO agree on. The first version is short on two points, which the client sends back. */
export function clauses(order: Order, volume: number, version: number): Record<string, unknown> {
  const short = order.clientReturnsOnce && version === 1;
  return {
    scope: order.scope,
    category: order.category,
    mode: 'item',
    volume,
    deliveryDue: dateInDays(60),
    qualityTarget: TARGET,
    dataClass: 'none',
    place: 'home',
    priceModel: 'per_item',
    acceptanceWindowDays: short ? 5 : 10,
    deemedAcceptance: false,
    ...(short ? {} : { notes: QUALITY_NOTE }),
  };
}

const QUALITY_NOTE =
  '正解率97%以上。正解が分かっている画像を作業者に知らせずに混ぜ、通常と同じ工程を通した結果で測り、99%信頼区間とともに報告する。';

export const CLIENT_RETURNS =
  '検収期間5営業日では社内の確認が終わりません。10営業日にしてください。品質目標97%の測り方も条項に書いてください。';

/** Says what the sample showed, and what has to happen before the lot is inspected again. */
export function directorRefuses(defects: number): string {
  const found =
    defects > 0
      ? `抜取検査で読み違いが${defects}件見つかりました。`
      : '抜取検査の不良は0件ですが、一人しか見ていない画像が残っています。';
  return `${found}まだ二人目が見ていない画像をすべて確認してから、もう一度検査します。`;
}

/** Time of one look at a finished item, seconds: shorter than typing, the picture is there and so is the answer. */
const REVIEW_SECONDS = 2.5;
/** Planned time of one item where nothing was measured, seconds. */
export const STANDARD_SECONDS = 5;
/** All of a person's first items, then this share: with it such eyes reach the target (quality-target.spec.ts measures it). */
export const REVIEW = { firstItems: 20, rate: 0.8 };

export interface PilotMeasures {
  items: number;
  people: number;
  medianSeconds: number | null;
  p80Seconds: number | null;
  errorRate: number | null;
  agreement: number | null;
}

export function quoteOf(pilot: PilotMeasures | undefined): Record<string, unknown> {
  return {
    itemSeconds: pilot?.medianSeconds ?? STANDARD_SECONDS,
    reviewRate: REVIEW.rate,
    reviewSeconds: REVIEW_SECONDS,
    inspectionRate: 0.12,
    // what the pilot got wrong comes back once
    reworkRate: Math.round((pilot?.errorRate ?? 0.05) * 10_000) / 10_000,
    managementRate: 0.15,
    hourlyYen: 1_100,
    leadHourlyYen: 1_500,
    marginRate: 0.2,
    validUntil: dateInDays(30),
  };
}

export const MANUAL = [
  {
    code: 'purpose',
    titleJa: '目的',
    bodyJa: '手書き数字の画像に、書かれている数字を1つ付けます。画像認識AIの学習に使われます。',
  },
  {
    code: 'reading',
    titleJa: '読み方',
    bodyJa:
      '画像をよく見て、0から9のうち最も近い数字を1つ入力します。1と7、3と9、5と6、4と9は間違えやすいので線の閉じ方と曲がり方を確かめます。',
  },
  {
    code: 'misread',
    titleJa: '差戻しのとき',
    bodyJa:
      '差戻しコード misread は「別の数字に見える」です。もう一度画像を見て、見えたとおりに入力します。考えが変わらなければ同じ答えで構いません。ディレクターが決めます。',
  },
  { code: 'question', titleJa: '質問', bodyJa: '読めない画像は入力せずにリーダーへ質問します。' },
];

export function planOf(order: Order): Record<string, unknown> {
  return {
    steps: [
      {
        code: 'label',
        nameJa: '数字のラベル付け',
        mode: 'item',
        after: [],
        itemMinutesMax: 1,
        interruptible: true,
        dataLevel: 'none',
        device: 'any',
        skills: ['labelling'],
        place: 'home',
        standardSeconds: STANDARD_SECONDS,
      },
    ],
    qa: { review: REVIEW, gold: { enabled: true }, inspection: { aql: 2.5 }, lots: order.lots },
  };
}

/** The evidence is the hash of a paper; here the paper is this text. */
export function paper(kind: string, key: string, order: Order): { name: string; text: string } {
  const names: Record<string, string> = {
    terms_notice: '取引条件の明示（3条通知）',
    training_gate: '研修修了確認書',
    invoice: '請求書',
    time_approval: '作業時間承認書',
    pay_schedule: '報酬支払予定表',
    data_return: 'データ消去証明書',
    retrospective: '振り返り記録',
    kpi: 'KPI計上票',
  };
  const name = `${names[kind] ?? kind}_${key}.txt`;
  return {
    name,
    text: `${names[kind] ?? kind}\n案件 ${key} ${order.title}\n準委任・時給制 1,100円/時\n${dateInDays(0)}\n`,
  };
}
