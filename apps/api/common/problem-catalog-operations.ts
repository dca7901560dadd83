/** Problems of long work. */
export const OPERATION_PROBLEMS = {
  operation_ended: {
    ja: 'この処理はすでに終わっています。結果を確認してください。',
    en: 'This has ended already: look at its result.',
  },
  not_cancellable: {
    ja: 'この処理は途中で止められません。終わるのを待ってください。',
    en: 'This cannot be stopped half-way: wait for its end.',
  },
  bad_rows_not_found: {
    ja: '誤りのある行は保存されていないか、24時間の保存期間を過ぎました。ファイルをもう一度確認（dryRun）してください。',
    en: 'No faulty rows are kept, or their 24 hours are over: check the file once more (dryRun).',
  },
  too_many_imports: {
    ja: '他の取込みが実行中です。少し待ってから、もう一度取り込んでください。',
    en: 'Other imports are running: send it again in a little while.',
  },
} as const satisfies Record<string, { ja: string; en: string }>;
