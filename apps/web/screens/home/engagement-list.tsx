import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { AnchorLink } from '../../kit/links';
import { StageTag } from '../../kit/stage-tag';
import { today } from '../../kit/time';
import { Day, Due } from '../../kit/when';
import { useNames } from '../../kit/words';
import classes from './home.module.css';

type Item = Of<'EngagementItem'>;

/** Engagements by name and stage, with what there is to say of each. */
export function EngagementList({ items, say }: { items: readonly Item[]; say: (item: Item) => ReactNode }) {
  return (
    <Stack gap={0} component="ul" m={0} p={0} className={classes.list}>
      {items.map((item) => (
        <li key={item.id}>
          <AnchorLink to="/engagements/$key" params={{ key: item.key }} underline="never" className={classes.entry}>
            <Group justify="space-between" gap="xs">
              <Text fw={700} flex="1 1 220px" miw={0}>
                {item.title}
              </Text>
              <StageTag stage={item.stage} />
            </Group>
            <Text size="sm">{item.key}</Text>
            {say(item)}
          </AnchorLink>
        </li>
      ))}
    </Stack>
  );
}

/** Why an engagement is at risk: a decision is late, or the date of the delivery has passed. */
export function Risk({ item }: { item: Item }) {
  const { t } = useTranslation('home');
  const date = item.agreedDue ?? item.deliveryDue;
  return (
    <Stack gap={0}>
      {item.nextDueAt && Date.parse(item.nextDueAt) < Date.now() && (
        <Text size="sm" component="div">
          {t('risk.decision')} <Due at={item.nextDueAt} />
        </Text>
      )}
      {date && date < today() && (
        <Text size="sm" component="div">
          {t('risk.delivery')} <Day date={date} isDue />
        </Text>
      )}
    </Stack>
  );
}

/** Whom an engagement waits for, as a client reads it. */
export function WaitsFor({ item }: { item: Item }) {
  const { t } = useTranslation('home');
  const names = useNames();
  return (
    <Text size="sm" c="dimmed">
      {item.waitingFor.length > 0
        ? t('waitsFor', { roles: item.waitingFor.map(names.role).join(t('parts:listComma')) })
        : t('goesOn')}
    </Text>
  );
}
