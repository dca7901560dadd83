import type { Words } from './problem-catalog';

type Params = Record<string, string | number>;

/** Why a step cannot be completed yet, in words, by the code that the judging activity gives. */
const SAY: Record<string, (p: Params) => Words> = {
  version_required: () => ({
    ja: '版番号（data.version）を指定してください。',
    en: 'Name the version in data.version.',
  }),
  no_such_version: () => ({ ja: 'この版はありません。', en: 'There is no such version.' }),
  no_such_manual: () => ({
    ja: '計画が指すマニュアルの版がありません。',
    en: 'The manual version of the plan does not exist.',
  }),
  no_director: () => ({ ja: 'ディレクターがまだ決まっていません。', en: 'The engagement has no director yet.' }),
  too_few_pilot_people: (p) => ({
    ja: `パイロットの人数が足りません（条件を満たす人 ${p.ready}／必要 ${p.needed}）。`,
    en: `Too few pilot people: ${p.ready} ready of ${p.needed}.`,
  }),
  pilot_items_missing: (p) => ({
    ja: `パイロットの作業データが足りません（${p.items}件×${p.passes}人）。`,
    en: `Too few pilot items: ${p.items} by ${p.passes} people.`,
  }),
  quote_of_old_requirements: (p) => ({
    ja: `見積が古い版の要件に基づいています（最新は第${p.newest}版）。`,
    en: `The quote stands on old requirements (newest is version ${p.newest}).`,
  }),
  quote_expired: (p) => ({
    ja: `見積の有効期限（${p.validUntil}）が過ぎています。差し戻して新しい見積を受け取ってください。`,
    en: `The quote was valid until ${p.validUntil}: return it and ask for a new one.`,
  }),
  team_ratio: (p) => ({
    ja: `チームの人数が範囲外です（${p.role}: ${p.count}人、${p.min}〜${p.max}人）。`,
    en: `The team is out of proportion (${p.role}: ${p.count}, allowed ${p.min} to ${p.max}).`,
  }),
  no_approved_plan: () => ({ ja: '承認された計画がありません。', en: 'There is no approved plan.' }),
  hours_short: (p) => ({
    ja: `確保できる時間が足りません（見込み${p.confirmed}時間／必要${p.needed}時間）。`,
    en: `Hours are short: ${p.confirmed} confirmed of ${p.needed} needed.`,
  }),
  no_items: () => ({ ja: '作業データが取り込まれていません。', en: 'No items have been imported.' }),
  lots_out_of_range: (p) => ({
    ja: `ロット数（data.lots）は1から${p.max}の整数です。`,
    en: `data.lots is a whole number from 1 to ${p.max}.`,
  }),
  sample_not_inspected: (p) => ({
    ja: `検査が終わっていない作業が${p.missing}件あります。`,
    en: `${p.missing} items of the sample have no verdict.`,
  }),
  no_rejected_items: () => ({
    ja: '差し戻す作業が指定されていません。先に対象と理由を登録してください。',
    en: 'No items are named: name what is rejected, each with its reason, first.',
  }),
  rejected_items_named: (p) => ({
    ja: `不合格として指定された作業が${p.named}件あります。取り消すか、差し戻しを選んでください。`,
    en: `${p.named} items are named as rejected: take them back first, or reject the delivery.`,
  }),
  not_skippable: () => ({ ja: 'これは省略できません。', en: 'This cannot be skipped.' }),
  no_such_task: () => ({
    ja: '開いている判断待ちの中に見つかりません。',
    en: 'There is no such open task here.',
  }),
  task_of_a_lot: () => ({
    ja: 'ロットの判断について期限を止める質問はできません。案件の判断から質問してください。',
    en: 'A question cannot hang on the task of a lot: ask from a task of the engagement.',
  }),
  task_waits_for_client: () => ({
    ja: 'クライアントの対応待ちの判断です。質問する必要はありません。',
    en: 'This task waits for the client already.',
  }),
  due_in_the_past: () => ({ ja: '期限は未来の日時にしてください。', en: 'The due time must lie in the future.' }),
  due_too_late: () => ({ ja: '期限は2049年末までです。', en: 'The due time must lie before the end of 2049.' }),
  number_required: () => ({ ja: '整数で指定してください。', en: 'A whole number is required.' }),
  no_such_change: () => ({ ja: 'この変更依頼はありません。', en: 'There is no such change request.' }),
  change_closed: () => ({ ja: 'この変更依頼はすでに終わっています。', en: 'This change request is closed.' }),
  change_terms_missing: () => ({
    ja: '変更後の条件（価格・納期）がまだありません。',
    en: 'The terms of the change (price and date) are missing.',
  }),
  plan_change_closed: () => ({
    ja: 'この計画変更は提案中ではないか、ほかの人のものです。',
    en: 'This plan change is not proposed any more, or somebody else wrote it.',
  }),
  evidence_missing: (p) => ({
    ja: `必要な書類が記録されていません（${p.evidence}${p.missing === undefined ? '' : `、${p.missing}人分`}）。`,
    en: `Evidence is missing (${p.evidence}${p.missing === undefined ? '' : `, for ${p.missing} people`}).`,
  }),
};

export function preconditionWords(reason: string, params: Params = {}): Words | undefined {
  return SAY[reason]?.(params);
}
