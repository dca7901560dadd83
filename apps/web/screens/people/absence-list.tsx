import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { AnchorLink } from '../../kit/links';
import { Pages } from '../../kit/pages-loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { day } from '../../kit/time';
import { toast } from '../../kit/toast';
import { absencesKey, stateOf } from './absence-queries';

type Absence = Of<'Absence'>;

interface AbsenceListProps {
  caption: string;
  empty: string;
  filter: { personId?: string; on?: string };
  /** Of several people: each row says whose it is. */
  isOfMany?: boolean;
}

/** Declared absences, newest first; those that last or are to come can be ended. */
export function AbsenceList({ caption, empty, filter, isOfMany }: AbsenceListProps) {
  const { t, i18n } = useTranslation('people');
  const { query, rows, more } = usePages([...absencesKey, filter], (cursor) =>
    ask(api.GET('/api/v1/absences', { params: { query: { ...filter, limit: 20, cursor } } })),
  );
  const end = useCommand(
    (id: string, key) =>
      ask(api.POST('/api/v1/absences/{id}/end', { params: { path: { id }, header: { 'Idempotency-Key': key } } })),
    { outdates: [absencesKey, keys.tasks], onDone: () => toast(t('absence.ended')) },
  );
  const days = ({ firstDay, lastDay }: Absence) => (
    <Text size="sm" className="figures">
      {day(firstDay, i18n.language)} {lastDay === null ? t('absence.openEnded') : `– ${day(lastDay, i18n.language)}`}
    </Text>
  );
  const columns: (Column<Absence> | false)[] = [
    isOfMany === true && {
      key: 'person',
      title: t('name'),
      isHeading: true,
      cell: ({ person }) => (
        <AnchorLink to="/people/$id" params={{ id: person.id }}>
          {person.name}
        </AnchorLink>
      ),
    },
    { key: 'days', title: t('absence.days'), isHeading: isOfMany !== true, cell: days },
    { key: 'cover', title: t('absence.coverShort'), cell: ({ cover }) => cover?.name ?? t('absence.anybody') },
    { key: 'state', title: t('absence.state'), cell: (absence) => t(`absence.is.${stateOf(absence)}`) },
    {
      key: 'go',
      title: t('absence.actions'),
      cell: (absence) => {
        const state = stateOf(absence);
        return (
          (state === 'now' || state === 'coming') && (
            <Button
              variant="default"
              onClick={() => end.mutate(absence.id)}
              loading={end.isPending && end.variables === absence.id}
            >
              {t(state === 'now' ? 'absence.endNow' : 'absence.takeBack')}
            </Button>
          )
        );
      },
    },
  ];
  return (
    <Stack gap="sm">
      {end.error && <ProblemAlert error={end.error} />}
      <Pages query={query} height={120}>
        {rows.length === 0 ? (
          <Empty>{empty}</Empty>
        ) : (
          <DataTable
            caption={caption}
            columns={columns.filter((column) => column !== false)}
            rows={rows}
            rowKey={({ id }) => id}
            more={more}
          />
        )}
      </Pages>
    </Stack>
  );
}
