import { CHANGE_PROBLEMS } from './problem-catalog-change';
import { OPERATION_PROBLEMS } from './problem-catalog-operations';
import { REPAIR_PROBLEMS } from './problem-catalog-repairs';
import { WORK_PROBLEMS } from './problem-catalog-work';

export interface Words {
  ja: string;
  en: string;
}

/** Titles of the problems that the API answers with; the code is stable, the words are not. */
const CORE_PROBLEMS = {
  malformed_request: { ja: 'リクエストを読み取れません。', en: 'The request could not be read.' },
  malformed_json: { ja: 'JSONとして読み取れません。', en: 'The body is not valid JSON.' },
  body_required: { ja: 'リクエスト本文がありません。', en: 'The request has no body.' },
  body_too_large: { ja: 'リクエストが大きすぎます。', en: 'The request is too large.' },
  unsupported_media_type: { ja: 'この形式の本文は受け付けていません。', en: 'This content type is not accepted.' },
  invalid_fields: { ja: '入力に誤りがあります。', en: 'Some fields are not right.' },
  invalid_query: { ja: '検索条件に誤りがあります。', en: 'Some query parameters are not right.' },
  invalid_cursor: { ja: 'ページの位置（cursor）が正しくありません。', en: 'The cursor is not one of ours.' },
  idempotency_key_missing: { ja: 'Idempotency-Keyヘッダーが必要です。', en: 'The Idempotency-Key header is required.' },
  idempotency_key_invalid: { ja: 'Idempotency-Keyが正しくありません。', en: 'The Idempotency-Key is not usable.' },
  idempotency_key_reused: {
    ja: '同じIdempotency-Keyが別の内容で使われています。',
    en: 'This Idempotency-Key was used for another request.',
  },
  idempotency_key_in_flight: {
    ja: '同じIdempotency-Keyの処理が進行中です。',
    en: 'A request with this Idempotency-Key is still running.',
  },
  if_match_required: { ja: 'If-Matchヘッダーが必要です。', en: 'The If-Match header is required.' },
  stale_version: { ja: '他の人が先に変更しました。', en: 'Somebody else has changed this in the meantime.' },
  unauthenticated: { ja: 'サインインが必要です。', en: 'Sign in first.' },
  login_failed: { ja: 'ログイン名またはパスワードが違います。', en: 'Login or password is wrong.' },
  cross_site_request: {
    ja: '別のサイトからの操作は受け付けません。',
    en: 'This was not sent from a page of this site.',
  },
  forbidden: { ja: 'この操作を行う権限がありません。', en: 'Your role does not allow this.' },
  not_found: { ja: '見つかりません。', en: 'Not found.' },
  route_not_found: { ja: 'このURLはありません。', en: 'There is no such address.' },
  engagement_not_found: { ja: '案件が見つかりません。', en: 'There is no such engagement.' },
  lot_not_found: { ja: 'ロットが見つかりません。', en: 'There is no such lot.' },
  work_item_not_found: { ja: '作業が見つかりません。', en: 'There is no such work item.' },
  human_task_not_found: { ja: '判断待ちが見つかりません。', en: 'There is no such human task.' },
  operation_not_found: { ja: '処理が見つかりません。', en: 'There is no such operation.' },
  client_not_found: { ja: 'クライアントが見つかりません。', en: 'There is no such client.' },
  person_not_found: { ja: '人が見つかりません。', en: 'There is no such person.' },
  wrong_stage: { ja: '今の段階ではこの操作はできません。', en: 'This cannot be done in the present stage.' },
  conflict: { ja: '今の状態ではこの操作はできません。', en: 'The present state does not allow this.' },
  decision_already_made: { ja: 'この判断はすでに行われています。', en: 'This decision has been made already.' },
  not_claimed: {
    ja: '担当者がまだいません。担当になる（claim）を使ってください。',
    en: 'Nobody has it: claim it instead.',
  },
  claimed_by_other: { ja: '他の人が担当しています。', en: 'Somebody else has claimed this.' },
  outcome_not_allowed: { ja: 'この判断では選べない結果です。', en: 'This outcome does not exist for this decision.' },
  reason_required: { ja: '理由の記入が必要です。', en: 'A written reason is required.' },
  role_not_allowed: { ja: 'この判断を行う役割ではありません。', en: 'This decision belongs to another role.' },
  task_withdrawn: {
    ja: 'この判断は取り下げられました。進め方が変わったため、判断は不要です。',
    en: 'This task was taken back: the engagement went another way.',
  },
  four_eyes: { ja: '自分が作成したものは自分で承認できません。', en: 'Nobody decides on what they wrote themselves.' },
  precondition_failed: { ja: '前提となる作業が終わっていません。', en: 'Work this decision stands on is not done.' },
  on_hold: {
    ja: '案件は保留中です。再開してから操作してください。',
    en: 'The engagement is on hold: resume it first.',
  },
  command_invalid: { ja: 'この操作はできません。', en: 'This cannot be done.' },
  signals_disabled: { ja: 'シグナルでの判断は無効です。', en: 'Decisions by Signal are switched off.' },
  pilot_missing: { ja: 'パイロットの計測結果がありません。', en: 'There are no pilot measures.' },
  engine_unavailable: { ja: 'ワークフロー基盤が応答しません。', en: 'The workflow engine does not answer.' },
  database_unavailable: { ja: 'データベースが応答しません。', en: 'The database does not answer.' },
  not_ready: { ja: '準備ができていません。', en: 'Not ready.' },
  internal: { ja: '内部エラーが発生しました。', en: 'Something went wrong on our side.' },
} as const satisfies Record<string, Words>;

export const PROBLEMS = {
  ...CORE_PROBLEMS,
  ...WORK_PROBLEMS,
  ...CHANGE_PROBLEMS,
  ...REPAIR_PROBLEMS,
  ...OPERATION_PROBLEMS,
};
export type ProblemCode = keyof typeof PROBLEMS;
