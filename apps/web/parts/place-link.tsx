import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../kit/links';
import { sheetOf } from './decision-table';
import type { Task } from './use-decision';

/** The page of the engagement on which the work behind a decision is done. */
export function PlaceLink({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const { place } = sheetOf(task.kind);
  if (!place) return null;
  return (
    <AnchorLink size="sm" to={`/engagements/$key/${place}`} params={{ key: task.engagement.key }}>
      {t(`place.${place}`)}
    </AnchorLink>
  );
}
