import type { Words } from '../common/problem-catalog';

/** Why an operation failed, for people. */
export interface OperationFault {
  code: string;
  reason: Words;
  fix: Words;
  [more: string]: unknown;
}

/** The process that did the work is gone. Its transaction went with it. */
export const INTERRUPTED: OperationFault = {
  code: 'interrupted',
  reason: {
    ja: 'サーバーが停止したため、処理が中断されました。何も取り込まれていません。',
    en: 'The server stopped, so this was broken off. Nothing has been imported.',
  },
  fix: { ja: '同じファイルをもう一度取り込んでください。', en: 'Send the same files again.' },
};
