import { NativeSelect } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useMayAtAll, useMe } from '../../app/session';
import { PersonPicker } from '../../parts/person-picker';

interface CoverFieldProps {
  value: { id: string; name: string } | null;
  onChange: (person: { id: string; name: string } | null) => void;
  /** Nobody stands in for themselves. */
  without: string;
  error: string | undefined;
}

/** Who stands in: anybody of the site for those who see the register, a lead of the same team for leads. Others owe nobody a cover. */
export function CoverField(props: CoverFieldProps) {
  const { t } = useTranslation('people');
  const may = useMayAtAll();
  if (may('people.list'))
    return (
      <PersonPicker
        label={t('absence.cover')}
        description={t('absence.coverAbout')}
        value={props.value as Of<'PersonItem'> | null}
        onChange={props.onChange}
        without={[props.without]}
        {...(props.error && { error: props.error })}
      />
    );
  return may('members.list') ? <Colleague {...props} /> : null;
}

function Colleague({ value, onChange, without, error }: CoverFieldProps) {
  const { t } = useTranslation('people');
  const mine = useMe().memberships.filter(({ role }) => role === 'leader' || role === 'director');
  const teams = useQueries({
    queries: [...new Set(mine.map(({ engagement }) => engagement.key))].map((key) => ({
      queryKey: keys.engagement(key, 'leads'),
      queryFn: () =>
        ask(api.GET('/api/v1/engagements/{id}/members', { params: { path: { id: key }, query: { limit: 200 } } })),
    })),
  });
  const leads = new Map(
    teams
      .flatMap(({ data }) => data?.items ?? [])
      .filter(({ role, until }) => until === null && (role === 'leader' || role === 'director'))
      .filter(({ personId }) => personId !== without)
      .map(({ personId, name }) => [personId, name]),
  );
  return (
    <NativeSelect
      label={t('absence.cover')}
      description={t('absence.coverAbout')}
      error={error}
      value={value?.id ?? ''}
      onChange={(event) => {
        const id = event.currentTarget.value;
        const name = leads.get(id);
        onChange(name === undefined ? null : { id, name });
      }}
      data={[{ value: '', label: t('absence.anybody') }, ...[...leads].map(([value, label]) => ({ value, label }))]}
    />
  );
}
