import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { AnchorLink } from '../../kit/links';
import { useSkillName } from '../../kit/skill-names';
import { count } from '../../kit/time';
import { useNames } from '../../kit/words';

type Person = Of<'PersonItem'>;

interface PeopleTableProps {
  people: readonly Person[];
  away: ReadonlySet<string>;
  more: { load: () => void; isLoading: boolean } | undefined;
}

export function PeopleTable({ people, away, more }: PeopleTableProps) {
  const { t, i18n } = useTranslation('people');
  const names = useNames();
  const skillName = useSkillName();
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: t('name'),
      isHeading: true,
      cell: ({ id, name, kana }) => (
        <Group gap="xs">
          <Stack gap={0}>
            <AnchorLink to="/people/$id" params={{ id }} fw={700}>
              {name}
            </AnchorLink>
            <Text size="sm" c="dimmed">
              {kana}
            </Text>
          </Stack>
          {away.has(id) && <AwayTag />}
        </Group>
      ),
    },
    { key: 'role', title: t('role'), cell: ({ roles }) => roles.map(names.role).join('・') || '—' },
    { key: 'place', title: t('municipality'), cell: ({ municipality }) => municipality },
    { key: 'journey', title: t('journey'), cell: ({ journey }) => names.code('journey', journey) },
    {
      key: 'skills',
      title: t('skill'),
      cell: ({ skills }) => (
        <Text size="sm">
          {skills.map(({ skill, level }) => `${skillName(skill)} ${level}`).join(t('listSeparator')) || '—'}
        </Text>
      ),
    },
    {
      key: 'hours',
      title: t('hours'),
      align: 'right',
      cell: ({ hoursPerWeek, freeHours }) =>
        hoursPerWeek > 0
          ? t('freeOf', { free: count(freeHours, i18n.language), all: count(hoursPerWeek, i18n.language) })
          : '—',
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={people} rowKey={({ id }) => id} more={more} />;
}

export function AwayTag() {
  const { t } = useTranslation('people');
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none" leftSection={<IconMoon size={12} aria-hidden />}>
      {t('awayToday')}
    </Badge>
  );
}
