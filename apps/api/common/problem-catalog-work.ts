/** Problems of plans, staffing, imports, work items, reviews, lots and deliveries. */
export const WORK_PROBLEMS = {
  delegated_too_often: {
    ja: 'この判断はすでに2回渡されています。担当元に戻してください。',
    en: 'This has been passed on twice: give it back to its owner.',
  },
  not_delegated: { ja: 'あなたが渡した判断ではありません。', en: 'This was not lent out by you.' },
  absence_overlaps: { ja: '同じ期間の不在の届けがあります。', en: 'An absence of these days is declared already.' },
  absence_not_found: { ja: '不在の届けが見つかりません。', en: 'There is no such absence.' },
  notice_not_found: { ja: 'お知らせが見つかりません。', en: 'There is no such notice.' },
  not_member: { ja: 'この役割の現メンバーではありません。', en: 'This person is not a member in this role.' },
  sole_director: {
    ja: '唯一のディレクターです。後任を指定してください。',
    en: 'They are the only director: name a successor who holds the role.',
  },
  already_left: { ja: 'すでに離れた人です。', en: 'This person has left already.' },
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
  not_in_team: {
    ja: 'この案件の本番チームのメンバーではありません。',
    en: 'You are not in the production team of this engagement.',
  },
  answer_invalid: { ja: 'この作業の答えとして使えない値です。', en: 'This kind of work knows no such answer.' },
  already_imported: {
    ja: 'この案件の作業データはすでに取り込まれています。',
    en: 'The items of this engagement are already there.',
  },
  already_member: { ja: 'すでにこの役割のメンバーです。', en: 'This person already is a member in this role.' },
  not_eligible: {
    ja: 'この役割を持つ拠点のメンバーではありません。',
    en: 'This person does not hold the role at this site.',
  },
  manual_not_published: {
    ja: 'このマニュアルはまだ公開されていません。',
    en: 'This manual has not been published yet.',
  },
  inspection_closed: { ja: 'このロットの検査は受け付けていません。', en: 'This lot is not being inspected now.' },
  inspected_by_other: {
    ja: '他の検査者がすでに判定しています。',
    en: 'Another inspector has already judged this item.',
  },
  stale_lease: { ja: '担当の期限が切れています。', en: 'The lease on this item is not yours any more.' },
  import_invalid: { ja: '取込みデータに誤りがあります。', en: 'The import has faulty rows.' },
  plan_invalid: { ja: '計画に誤りがあります。', en: 'The plan has faults.' },
  offer_not_found: { ja: '募集が見つかりません。', en: 'There is no such offer.' },
  offer_answered: { ja: 'この募集にはすでに回答済みです。', en: 'This offer has been answered already.' },
  offer_expired: { ja: 'この募集は期限が過ぎました。', en: 'This offer has expired.' },
  manual_not_found: { ja: 'マニュアルが見つかりません。', en: 'There is no such manual version.' },
  delivery_not_found: { ja: '納品が見つかりません。', en: 'There is no such delivery.' },
  not_waiting_for_acceptance: {
    ja: 'この納品は検収待ちではありません。',
    en: 'This delivery is not waiting for acceptance.',
  },
  file_not_found: { ja: 'ファイルが見つかりません。', en: 'There is no such file.' },
} as const satisfies Record<string, { ja: string; en: string }>;
