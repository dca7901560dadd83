import { useTranslation } from 'react-i18next';
import { useMayAtAll } from '../app/session';
import { AnchorLink } from '../kit/links';
import { placeOf } from './task-places';
import type { Task } from './use-decision';

/** The page of the engagement on which the work behind a decision is done. */
export function PlaceLink({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const may = useMayAtAll();
  const place = placeOf(task.kind);
  if (!place || !may(place.needs)) return null;
  return (
    <AnchorLink size="sm" to={place.to} params={{ key: task.engagement.key } as never}>
      {t(`place.${place.part}`)}
    </AnchorLink>
  );
}
