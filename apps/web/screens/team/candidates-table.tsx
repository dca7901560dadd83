import { Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { useSkillName } from '../../kit/skill-names';
import { count } from '../../kit/time';
import { useWords } from '../../kit/words';

type Candidate = Of<'Candidate'>;

interface CandidatesTableProps {
  candidates: readonly Candidate[];
  chosen: ReadonlyMap<string, Candidate>;
  onToggle: (candidate: Candidate) => void;
  onChooseMany: (candidates: readonly Candidate[]) => void;
}

const STEP = 25;
const TEN = 10;

export function CandidatesTable({ candidates, chosen, onToggle, onChooseMany }: CandidatesTableProps) {
  const { t, i18n } = useTranslation('team');
  const say = useWords();
  const skillName = useSkillName();
  const [most, setMost] = useState(STEP);
  const rank = new Map(candidates.map(({ personId }, i) => [personId, i + 1]));
  const next = candidates.filter(({ personId, offered }) => !offered && !chosen.has(personId)).slice(0, TEN);
  const columns: Column<Candidate>[] = [
    {
      key: 'choose',
      title: t('members.choose'),
      cell: (candidate) => (
        <Checkbox
          aria-label={t('members.chooseOne', { name: candidate.name })}
          checked={chosen.has(candidate.personId)}
          onChange={() => onToggle(candidate)}
          styles={{ body: { minHeight: 44, minWidth: 44, alignItems: 'center' } }}
        />
      ),
    },
    {
      key: 'name',
      title: t('members.name'),
      isHeading: true,
      cell: ({ personId, name, municipality, offered }) => (
        <Stack gap={2} align="flex-start">
          <Text fw={700}>
            {rank.get(personId)}. {name}
          </Text>
          <Text size="sm" c="dimmed">
            {municipality}
          </Text>
          {offered && (
            <Badge
              variant="light"
              color="yellow"
              tt="none"
              radius="sm"
              leftSection={<IconClock size={12} aria-hidden />}
            >
              {t('candidates.offered')}
            </Badge>
          )}
        </Stack>
      ),
    },
    {
      key: 'free',
      title: t('candidates.free'),
      align: 'right',
      cell: ({ hoursPerWeek, committedHours }) => (
        <Text size="sm" className="figures">
          {t('candidates.freeOf', {
            free: count(Math.max(0, hoursPerWeek - committedHours), i18n.language),
            all: count(hoursPerWeek, i18n.language),
          })}
        </Text>
      ),
    },
    {
      key: 'skills',
      title: t('candidates.skills'),
      wideOnly: true,
      cell: ({ skills }) => (
        <Text size="sm">{skills.map(({ code, level }) => `${skillName(code)} ${level}`).join('、') || '—'}</Text>
      ),
    },
    {
      key: 'why',
      title: t('candidates.why'),
      cell: ({ reasons }) => (
        <ul style={{ margin: 0, paddingInlineStart: '1.1em' }}>
          {reasons.map((reason) => (
            <Text component="li" size="sm" key={reason.ja}>
              {say(reason)}
            </Text>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Stack gap="xs">
      <Group>
        {next.length > 0 && (
          <Button variant="default" onClick={() => onChooseMany(next)}>
            {t('candidates.chooseNext', { count: next.length })}
          </Button>
        )}
      </Group>
      <DataTable
        caption={t('candidates.title')}
        columns={columns}
        rows={candidates.slice(0, most)}
        rowKey={({ personId }) => personId}
        more={candidates.length > most ? { load: () => setMost(most + STEP), isLoading: false } : undefined}
      />
    </Stack>
  );
}
