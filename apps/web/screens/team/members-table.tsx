import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { count, yen } from '../../kit/time';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import type { Member } from './members';

interface MembersTableProps {
  members: readonly Member[];
  /** Undefined where the reader is not told. */
  missing: Of<'TeamCheck'>['missing'] | undefined;
  /** People papers are recorded for; undefined where nothing can be chosen. */
  chosen: ReadonlySet<string> | undefined;
  onChoose: (personIds: string[]) => void;
  onReassign: ((member: Member) => void) | undefined;
}

const owesPapers = ({ role, until }: Member): boolean => until === null && (role === 'leader' || role === 'teleworker');

export function MembersTable({ members, missing, chosen, onChoose, onReassign }: MembersTableProps) {
  const { t, i18n } = useTranslation('team');
  const names = useNames();
  const toggle = (personId: string) => {
    const next = new Set(chosen);
    if (!next.delete(personId)) next.add(personId);
    onChoose([...next]);
  };
  const paper = (member: Member, kind: 'termsNotice' | 'trainingGate') => {
    if (!owesPapers(member) || missing === undefined) return '—';
    const lack = missing.find(({ personId, role }) => personId === member.personId && role === member.role);
    return <Paper isThere={lack ? lack[kind] : true} />;
  };
  const columns: (Column<Member> | false)[] = [
    chosen !== undefined && {
      key: 'choose',
      title: t('members.choose'),
      cell: (member) =>
        owesPapers(member) && (
          <Checkbox
            aria-label={t('members.chooseOne', { name: member.name })}
            checked={chosen.has(member.personId)}
            onChange={() => toggle(member.personId)}
            styles={{ body: { minHeight: 44, alignItems: 'center' } }}
          />
        ),
    },
    {
      key: 'name',
      title: t('members.name'),
      isHeading: true,
      cell: (member) => (
        <Stack gap={0}>
          <Text fw={700}>{member.name}</Text>
          {member.until !== null && (
            <Text size="sm" c="dimmed" component="div">
              {t('members.left')} <When at={member.until} />
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'role',
      title: t('members.role'),
      cell: ({ role, purpose }) => (
        <Text size="sm">
          {names.role(role)}
          {purpose === 'pilot' && `（${t('purpose.pilot')}）`}
        </Text>
      ),
    },
    {
      key: 'hours',
      title: t('members.hours'),
      align: 'right',
      wideOnly: true,
      cell: ({ hoursPerWeek }) =>
        hoursPerWeek > 0 ? t('hoursAWeek', { hours: count(hoursPerWeek, i18n.language) }) : '—',
    },
    {
      key: 'yen',
      title: t('members.yen'),
      align: 'right',
      wideOnly: true,
      cell: ({ hourlyYen }) => (hourlyYen > 0 ? yen(hourlyYen, i18n.language) : '—'),
    },
    missing !== undefined && {
      key: 'terms',
      title: t('members.terms'),
      cell: (member) => paper(member, 'termsNotice'),
    },
    missing !== undefined && {
      key: 'training',
      title: t('members.training'),
      cell: (member) => paper(member, 'trainingGate'),
    },
    {
      key: 'manual',
      title: t('members.manual'),
      align: 'right',
      wideOnly: true,
      cell: ({ manualVersionAcknowledged: version }) => (version === null ? '—' : t('members.version', { version })),
    },
    onReassign !== undefined && {
      key: 'go',
      title: t('members.actions'),
      cell: (member) =>
        member.until === null &&
        (member.role === 'director' || member.role === 'leader') && (
          <Button variant="default" size="compact-md" mih={44} onClick={() => onReassign(member)}>
            {t('reassign.open')}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('members.title')}
      columns={columns.filter((column) => column !== false)}
      rows={members}
      rowKey={({ id }) => id}
    />
  );
}

function Paper({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation('team');
  const Icon = isThere ? IconCheck : IconAlertTriangle;
  return (
    <Text size="sm" component="span" fw={isThere ? 400 : 700} style={{ whiteSpace: 'nowrap' }}>
      <Icon size={16} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
      {t(isThere ? 'members.there' : 'members.lacking')}
    </Text>
  );
}
