import { useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMayAtAll } from '../app/session';
import { AnchorLink } from '../kit/links';
import { placeOf } from './task-places';
import type { Task } from './use-decision';

/** The page of the engagement on which the work behind a decision is done. */
export function PlaceLink({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const may = useMayAtAll();
  const isOn = useMatchRoute();
  const place = placeOf(task.kind);
  // A screen that shows the panel is the place itself.
  if (!place || !may(place.needs) || isOn({ to: place.to, params: { key: task.engagement.key } as never })) return null;
  return (
    <AnchorLink size="sm" to={place.to} params={{ key: task.engagement.key } as never}>
      {t(`place.${place.part}`)}
    </AnchorLink>
  );
}
