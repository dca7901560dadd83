import { isRejectionCode, REJECTION_CODES } from '@kado/domain/rejection-codes';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../kit/words';

/** Why an item came back: a reviewer's code or the client's; one that nobody has named is shown as it is. */
export function useReturnWords(): (code: string | null) => string {
  const { t, i18n } = useTranslation('work');
  const say = useWords();
  return (code) => {
    if (code === null) return t('returned.noCode');
    if (i18n.exists(`work:returned.code.${code}`)) return t(`returned.code.${code}`);
    if (isRejectionCode(code)) return say(REJECTION_CODES[code]);
    return t('returned.otherCode', { code });
  };
}
