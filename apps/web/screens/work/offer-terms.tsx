import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Facts } from '../../kit/facts';
import { yen } from '../../kit/time';
import { Due } from '../../kit/when';
import { useNames } from '../../kit/words';

export function OfferTerms({ offer }: { offer: Of<'Offer'> }) {
  const { t, i18n } = useTranslation('work');
  const names = useNames();
  return (
    <Facts
      items={[
        [t('offer.role'), `${names.role(offer.role)}（${t(`purpose.${offer.purpose}`)}）`],
        [t('offer.hours'), t('hoursAWeek', { hours: offer.hoursPerWeek })],
        [t('offer.pay'), t('offer.anHour', { yen: yen(offer.hourlyYen, i18n.language) })],
        [t('offer.until'), <Due key="until" at={offer.expiresAt} size="md" />],
      ]}
    />
  );
}
