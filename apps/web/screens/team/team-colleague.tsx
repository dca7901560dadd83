import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../kit/words';
import { useMembers } from './queries';

interface TeamColleagueProps {
  label: string;
  engagementKey: string;
  without: string;
  onChange: (person: { id: string; name: string } | null) => void;
  error: string | undefined;
}

/** For leaders, who see the people of their team and no register: the other leads of it. */
export function TeamColleague({ label, engagementKey, without, onChange, error }: TeamColleagueProps) {
  const { t } = useTranslation('team');
  const names = useNames();
  const { data = [] } = useMembers(engagementKey);
  const leads = data.filter(
    ({ role, until, personId }) => until === null && (role === 'leader' || role === 'director') && personId !== without,
  );
  return (
    <NativeSelect
      label={label}
      required
      error={error}
      onChange={(event) => {
        const found = leads.find(({ personId }) => personId === event.currentTarget.value);
        onChange(found ? { id: found.personId, name: found.name } : null);
      }}
      data={[
        { value: '', label: t('reassign.choose') },
        ...leads.map(({ personId, name, role }) => ({ value: personId, label: `${name}（${names.role(role)}）` })),
      ]}
    />
  );
}
