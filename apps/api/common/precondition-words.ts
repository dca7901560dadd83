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
  evidence_missing: (p) => ({
    ja: `必要な書類が記録されていません（${p.evidence}${p.missing === undefined ? '' : `、${p.missing}人分`}）。`,
    en: `Evidence is missing (${p.evidence}${p.missing === undefined ? '' : `, for ${p.missing} people`}).`,
  }),
  no_rejected_items: () => ({
    ja: '不合格とする作業が1件も指定されていません。先に対象の作業を指定してください。',
    en: 'No item is named as faulty: name the items first.',
  }),
  rejected_items_named: (p) => ({
    ja: `不合格の作業が${p.named}件指定されています。検収するには先に取り消してください。`,
    en: `${p.named} items are named as faulty: take them back before you accept.`,
  }),
  change_terms_missing: () => ({
    ja: '提示する条件がまだ用意されていません。先に変更条件（offer）を登録してください。',
    en: 'There are no terms to offer yet: note them first (offer).',
  }),
  change_closed: () => ({ ja: 'この変更依頼はすでに終了しています。', en: 'This change request is closed.' }),
  no_such_change: () => ({ ja: 'この変更依頼はありません。', en: 'There is no such change request.' }),
  plan_change_closed: () => ({
    ja: 'この計画変更はすでに決定済みか、提案者が異なります。',
    en: 'This change of the plan is decided, or was proposed by somebody else.',
  }),
  number_required: () => ({ ja: '番号を整数で指定してください。', en: 'Name it by its number.' }),
};

export function preconditionWords(reason: string, params: Params = {}): Words | undefined {
  return SAY[reason]?.(params);
}
