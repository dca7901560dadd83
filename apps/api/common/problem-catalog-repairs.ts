/** Titles of what a repair can be refused with. */
export const REPAIR_PROBLEMS = {
  nothing_to_retry: { ja: 'やり直しを待つ処理はありません。', en: 'No effect waits to be retried.' },
  not_skippable: { ja: 'これは省略できません。', en: 'This cannot be skipped.' },
  stage_not_reached: { ja: 'この段階にはやり直しで戻れません。', en: 'It cannot be sent back to this stage.' },
  execution_missing: {
    ja: '実行が見つかりません。照合（POST /reconciliation）で記録から再開してください。',
    en: 'Its execution is not running: start it again from its rows (POST /reconciliation).',
  },
} as const satisfies Record<string, { ja: string; en: string }>;
