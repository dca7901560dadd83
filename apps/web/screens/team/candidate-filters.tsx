import { Button, Checkbox, Group, MultiSelect, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useSkillName } from '../../kit/skill-names';
import { useNames } from '../../kit/words';
import type { TeamSearch } from './routes';

interface CandidateFiltersProps {
  search: TeamSearch;
  candidates: readonly Of<'Candidate'>[];
  onNarrow: (change: { [K in keyof TeamSearch]?: TeamSearch[K] | undefined }) => void;
}

export function CandidateFilters({ search, candidates, onNarrow }: CandidateFiltersProps) {
  const { t } = useTranslation('team');
  const names = useNames();
  const skillName = useSkillName();
  const facets = useQuery({
    queryKey: [...keys.people, 'facets'],
    queryFn: () => ask(api.GET('/api/v1/people/facets')),
    staleTime: 300_000,
  });
  const places = [
    ...new Set([...candidates.map(({ municipality }) => municipality), ...(search.place ? [search.place] : [])]),
  ];
  const isNarrowed = search.skill !== undefined || search.place !== undefined || search.free !== undefined;
  return (
    <Group align="flex-end" gap="md">
      <NativeSelect
        label={t('members.role')}
        value={search.role ?? 'teleworker'}
        onChange={(event) => onNarrow({ role: event.currentTarget.value === 'leader' ? 'leader' : undefined })}
        data={(['teleworker', 'leader'] as const).map((value) => ({ value, label: names.role(value) }))}
        flex="0 1 200px"
      />
      <MultiSelect
        label={t('candidates.skills')}
        description={search.skill ? undefined : t('candidates.skillsOfPlan')}
        value={search.skill?.split(',') ?? []}
        onChange={(skills) => onNarrow({ skill: skills.length > 0 ? skills.join(',') : undefined })}
        data={(facets.data?.skills ?? []).map(({ value }) => ({ value, label: skillName(value) }))}
        maxValues={20}
        size="md"
        clearable
        clearButtonProps={{ 'aria-label': t('candidates.clearSkills') }}
        flex="1 1 240px"
      />
      <NativeSelect
        label={t('candidates.place')}
        value={search.place ?? ''}
        onChange={(event) => onNarrow({ place: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('candidates.anyPlace') },
          ...places.sort().map((value) => ({ value, label: value })),
        ]}
        flex="0 1 200px"
      />
      <Checkbox
        label={t('candidates.hideOffered')}
        checked={search.free === 1}
        onChange={(event) => onNarrow({ free: event.currentTarget.checked ? 1 : undefined })}
        styles={{ body: { minHeight: 44, alignItems: 'center' } }}
      />
      {isNarrowed && (
        <Button variant="subtle" onClick={() => onNarrow({ skill: undefined, place: undefined, free: undefined })}>
          {t('candidates.reset')}
        </Button>
      )}
    </Group>
  );
}
