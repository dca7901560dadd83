import type { Words } from '../common/problem-catalog';

/** Why somebody cannot take work here and now. */
export type GateCode =
  | 'on_hold'
  | 'wrong_stage'
  | 'not_in_team'
  | 'terms_notice_missing'
  | 'training_gate_missing'
  | 'manual_not_acknowledged'
  | 'ceiling_reached';

/** What the person can do about it, beside the title of the problem, which says what it is. */
export const GATE_WAYS: Record<GateCode, Words> = {
  on_hold: {
    ja: '再開するとお知らせが届きます。それまで新しい作業は受け取れません。受取り済みの作業は提出できます。',
    en: 'You get a notice when it goes on; until then there is no new work. What you hold can be submitted.',
  },
  wrong_stage: {
    ja: 'この案件の作業はまだ始まっていないか、もう終わっています。開始時期はリーダーに確認してください。',
    en: 'The work of this engagement has not begun, or is over. Ask the leader when it begins.',
  },
  not_in_team: {
    ja: '本番への参加を希望する場合は、人材コーディネーターに連絡してください。募集に応じると参加できます。',
    en: 'To work in the production, tell the coordinator: you join by accepting an offer.',
  },
  terms_notice_missing: {
    ja: '人材コーディネーターに、取引条件の通知の発行を依頼してください。条件が変わったときも、新しい通知が必要です。',
    en: 'Ask the coordinator for the notice of terms; after a change of the terms it has to be a new one.',
  },
  training_gate_missing: {
    ja: '研修を受け、リーダーに合格の記録を依頼してください。',
    en: 'Take the training, then ask the leader to record that you have passed.',
  },
  manual_not_acknowledged: {
    ja: '案件のマニュアルの最新版を読み、「確認しました」を押してください。',
    en: 'Open the newest manual of the engagement, read it and acknowledge it.',
  },
  ceiling_reached: {
    ja: '来週の月曜日から再開できます。上限を変えたいときは、人材コーディネーターに相談してください。',
    en: 'You can go on from next Monday. To change your ceiling, talk to the coordinator.',
  },
};
