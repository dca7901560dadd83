import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import { Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Empty } from '../../kit/empty';
import { AnchorLink } from '../../kit/links';
import { day } from '../../kit/time';
import { useNames } from '../../kit/words';

interface HandoverListProps {
  handover: Of<'Handover'>;
  successor: { id: string; name: string } | null;
}

/** Each thing in hand and where it goes: to the successor, or back to everybody who may. */
export function HandoverList({ handover, successor }: HandoverListProps) {
  const { t, i18n } = useTranslation('people');
  const names = useNames();
  const { memberships, tasks, items, returned, offers, covers, listed } = handover;
  if (memberships.length + tasks.length + items + returned + offers + covers === 0)
    return <Empty>{t('inHand.nothing')}</Empty>;
  const to = (id: string | null, otherwise: string) =>
    id === null ? otherwise : t('inHand.to', { name: id === successor?.id ? successor.name : t('inHand.somebody') });
  return (
    <Stack gap="md">
      <Group title={t('inHand.memberships', { count: memberships.length })}>
        {memberships.map((one) => (
          <Line key={`${one.engagementKey}${one.role}`} to={to(one.to, t('inHand.membershipEnds'))}>
            <EngagementLink of={one.engagementKey} /> {names.role(one.role as Role)}
          </Line>
        ))}
      </Group>
      <Group title={t('inHand.tasks', { count: tasks.length })}>
        {tasks.map((one) => (
          <Line key={one.taskId} to={to(one.to, t('inHand.everybody'))}>
            <AnchorLink to="/tasks/$id" params={{ id: one.taskId }} underline="always">
              {names.task(one.kind as HumanTaskKind)}
            </AnchorLink>{' '}
            <EngagementLink of={one.engagementKey} />
          </Line>
        ))}
      </Group>
      <Group title={t('inHand.items', { count: items + returned })}>
        {byEngagement(listed.items).map(([key, count]) => (
          <Line key={key} to={t('inHand.itemsFree')}>
            <EngagementLink of={key} /> {t('inHand.itemCount', { count })}
          </Line>
        ))}
      </Group>
      <Group title={t('inHand.offers', { count: offers })}>
        {listed.offers.map((one) => (
          <Line key={one.id} to={t('inHand.offerWithdrawn')}>
            <EngagementLink of={one.engagementKey} /> {names.role(one.role)}
          </Line>
        ))}
      </Group>
      <Group title={t('inHand.covers', { count: covers })}>
        {listed.covers.map((one) => (
          <Line key={one.id} to={t('inHand.coverOpen')}>
            {one.person.name} {day(one.firstDay, i18n.language)}
            {one.lastDay !== null && ` – ${day(one.lastDay, i18n.language)}`}
          </Line>
        ))}
      </Group>
    </Stack>
  );
}

function byEngagement(items: readonly { engagementKey: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { engagementKey } of items) counts.set(engagementKey, (counts.get(engagementKey) ?? 0) + 1);
  return [...counts];
}

function Group({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>{children}</ul>
    </div>
  );
}

function Line({ to, children }: { to: string; children: ReactNode }) {
  return (
    <li>
      <Text component="span">{children}</Text>{' '}
      <Text component="span" size="sm" c="dimmed">
        <IconArrowRight size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {to}
      </Text>
    </li>
  );
}

function EngagementLink({ of }: { of: string }) {
  return (
    <AnchorLink to="/engagements/$key" params={{ key: of }} className="figures" underline="always">
      {of}
    </AnchorLink>
  );
}
