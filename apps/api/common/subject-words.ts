import type { Words } from './problem-catalog';

/** Codes and numbers that say what a human task is about (`contracts/human-task`). */
export type SubjectFacts = Record<string, string | number>;

/** What runs without people, as far as it can fail for so long that ops is asked. */
const EFFECTS: Record<string, Words> = {
  form_pilot: { ja: 'パイロットロットの編成', en: 'Forming the pilot lot' },
  start_pilot: { ja: 'パイロットの開始', en: 'Starting the pilot' },
  form_lots: { ja: 'ロット編成', en: 'Forming the lots' },
  start_lots: { ja: 'ロットの開始', en: 'Starting the lots' },
  draw: { ja: '抜取検査の抽出', en: 'Drawing the inspection sample' },
  release: { ja: '合格ロットの確定', en: 'Releasing the approved lot' },
  reopen: { ja: '不合格ロットの再作業', en: 'Reopening the refused lot' },
  build: { ja: '納品物の作成', en: 'Building the delivery' },
  rework: { ja: '差戻し分のロットの再開', en: 'Restarting the lots of rejected items' },
  stop_lots: { ja: '作業の停止', en: 'Stopping the work' },
  withdraw_offers: { ja: '募集の取下げ', en: 'Withdrawing the offers' },
};

/** `build@D2` → 納品物の作成（納品2） */
export function effectWords(effect: string): Words {
  const [name = '', delivery] = effect.split('@D');
  const words = EFFECTS[name] ?? { ja: name, en: name };
  if (delivery === undefined) return words;
  return { ja: `${words.ja}（納品${delivery}）`, en: `${words.en} (delivery ${delivery})` };
}

/** Tells tasks of one kind apart: 納品2, 変更1; null where the kind says it all. */
export function subjectWords(subject: SubjectFacts | null): Words | null {
  if (!subject) return null;
  const { deliveryNo, changeNo, planVersion, questionNo, effect } = subject;
  if (deliveryNo !== undefined) return { ja: `納品${deliveryNo}`, en: `Delivery ${deliveryNo}` };
  if (changeNo !== undefined) return { ja: `変更${changeNo}`, en: `Change ${changeNo}` };
  if (planVersion !== undefined) return { ja: `計画 第${planVersion}版`, en: `Plan version ${planVersion}` };
  if (questionNo !== undefined) return { ja: `質問${questionNo}`, en: `Question ${questionNo}` };
  return effect === undefined ? null : effectWords(String(effect));
}

/** The name of a task with what it is about. */
export function namedWith(name: Words, label: Words | null): Words {
  return label ? { ja: `${name.ja}（${label.ja}）`, en: `${name.en} (${label.en})` } : { ja: name.ja, en: name.en };
}
