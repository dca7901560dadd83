/** Problems of changes: of what was agreed, and of a plan that is worked by. */
export const CHANGE_PROBLEMS = {
  change_not_found: { ja: '変更依頼が見つかりません。', en: 'There is no such change request.' },
  change_open: {
    ja: '別の変更依頼がまだ決まっていません。',
    en: 'Another change request is still open: it is decided first.',
  },
  change_closed: {
    ja: 'この変更依頼はすでに条件提示済み、または終了しています。',
    en: 'This change request is past that point.',
  },
  date_by_change: {
    ja: '契約後の納期は変更依頼で変更します。',
    en: 'After the contract a date moves by a change request only.',
  },
  plan_not_found: { ja: '計画が見つかりません。', en: 'There is no such plan version.' },
  plan_change_open: {
    ja: '別の計画変更が承認待ちです。',
    en: 'Another change of the plan waits for its approval.',
  },
  plan_change_closed: {
    ja: 'この計画の変更はすでに決定済みです。新しい版を作成してください。',
    en: 'This plan has been decided on: write a new version.',
  },
  plan_outdated: {
    ja: '承認済みの計画より古い版です。新しい版を作成してください。',
    en: 'This version is older than the approved one: write a new version.',
  },
  plan_unchanged: { ja: '承認済みの計画と同じ内容です。', en: 'This is the plan that is approved already.' },
} as const satisfies Record<string, { ja: string; en: string }>;
