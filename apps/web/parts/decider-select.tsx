import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { useMe } from '../app/session';
import { ProblemAlert } from '../kit/problem-alert';
import { useNames } from '../kit/words';
import { matchesName } from './names';
import type { Task } from './use-decision';

interface DeciderSelectProps {
  task: Task;
  /** Only those to whom it can be lent. */
  peersOnly?: boolean;
  value: string | null;
  onChange: (personId: string | null) => void;
  error?: string;
}

/** Picks from those who may decide the task: four eyes, roles and absences are the API's to know. */
export function DeciderSelect({ task, peersOnly = false, value, onChange, error }: DeciderSelectProps) {
  const { t } = useTranslation('parts');
  const names = useNames();
  const me = useMe();
  const query = useQuery({
    queryKey: [...keys.task(task.id), 'deciders'],
    queryFn: () => ask(api.GET('/api/v1/human-tasks/{id}/deciders', { params: { path: { id: task.id } } })),
  });
  const others = (query.data?.items ?? []).filter(({ id, isPeer }) => id !== me.person.id && (isPeer || !peersOnly));
  const heard = new Map(others.map((person) => [person.id, `${person.name} ${person.kana}`]));
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data && others.length === 0) return <Text size="sm">{t('person.nobodyElse')}</Text>;
  return (
    <Select
      label={t('person.label')}
      placeholder={t('person.placeholder')}
      data-autofocus
      searchable
      clearable
      required
      value={value}
      onChange={onChange}
      error={error}
      nothingFoundMessage={t(query.data ? 'person.notFound' : 'person.searching')}
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && matchesName(heard.get(option.value) ?? '', search))
      }
      data={others.map(({ id, name, roles, isAbsent }) => ({
        value: id,
        label: t('person.option', {
          name,
          roles: roles.map(names.role).join(t('listComma')),
          absent: isAbsent ? t('person.absent') : '',
        }),
        disabled: isAbsent,
      }))}
    />
  );
}
