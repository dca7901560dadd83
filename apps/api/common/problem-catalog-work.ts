/** Problems of plans, staffing, imports, work items, reviews, lots and deliveries. */
export const WORK_PROBLEMS = {
  terms_notice_missing: {
    ja: '取引条件の明示（3条通知）がまだです。',
    en: 'The terms notice has not been delivered yet.',
  },
  training_gate_missing: { ja: '研修ゲートをまだ通っていません。', en: 'The training gate has not been passed yet.' },
  manual_not_acknowledged: {
    ja: '最新のマニュアルを確認してください。',
    en: 'Read and acknowledge the newest manual first.',
  },
  ceiling_reached: { ja: 'ご自身で決めた上限に達しています。', en: 'The ceiling you set for yourself is reached.' },
  stale_lease: { ja: '担当の期限が切れています。', en: 'The lease on this item is not yours any more.' },
  import_invalid: { ja: '取込みデータに誤りがあります。', en: 'The import has faulty rows.' },
  plan_invalid: { ja: '計画に誤りがあります。', en: 'The plan has faults.' },
  offer_not_found: { ja: '募集が見つかりません。', en: 'There is no such offer.' },
  offer_answered: { ja: 'この募集にはすでに回答済みです。', en: 'This offer has been answered already.' },
  offer_expired: { ja: 'この募集は期限が過ぎました。', en: 'This offer has expired.' },
  manual_not_found: { ja: 'マニュアルが見つかりません。', en: 'There is no such manual version.' },
  file_not_found: { ja: 'ファイルが見つかりません。', en: 'There is no such file.' },
} as const satisfies Record<string, { ja: string; en: string }>;
