import { Button, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { Empty } from '../../kit/empty';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { CandidateFilters } from './candidate-filters';
import { CandidatesTable } from './candidates-table';
import { OfferDialog } from './offer-dialog';
import { purposeNow } from './purpose';
import type { TeamSearch } from './routes';

const route = getRouteApi('/app/engagements/$key/team');
const MOST = 200;
const STICKY = { position: 'sticky', bottom: 0, background: 'var(--mantine-color-body)', zIndex: 5 } as const;

/** Who could be asked, best first and with the reasons; several are chosen and asked at once. */
export function Candidates({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t } = useTranslation('team');
  const search = route.useSearch();
  const navigate = useNavigate();
  const role = search.role ?? 'teleworker';
  const [chosen, setChosen] = useState<ReadonlyMap<string, Of<'Candidate'>>>(new Map());
  const [isAsking, setAsking] = useState(false);
  const purpose = purposeNow(engagement);
  const list = useQuery({
    queryKey: keys.engagement(engagement.key, 'candidates', { role, skill: search.skill }),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/candidates', {
          params: {
            path: { id: engagement.key },
            query: { role, limit: MOST, ...(search.skill && { skill: search.skill }) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const narrow = (change: { [K in keyof TeamSearch]?: TeamSearch[K] | undefined }) => {
    // Another role is another list of people.
    if ('role' in change) setChosen(new Map());
    void navigate({
      to: '/engagements/$key/team',
      params: { key: engagement.key },
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    });
  };
  const toggle = (candidate: Of<'Candidate'>) => {
    const next = new Map(chosen);
    if (!next.delete(candidate.personId)) next.set(candidate.personId, candidate);
    setChosen(next);
  };

  return (
    <Section title={t('candidates.title')}>
      <Text size="sm">{t('candidates.about')}</Text>
      <Loaded query={list} height={320}>
        {({ items }) => {
          const shown = items.filter(
            ({ municipality, offered }) =>
              (search.place === undefined || municipality === search.place) && !(search.free && offered),
          );
          return (
            <Stack gap="md">
              <CandidateFilters search={search} candidates={items} onNarrow={narrow} />
              {shown.length === 0 ? (
                <Empty>{t(items.length === 0 ? 'candidates.none' : 'candidates.noneLeft')}</Empty>
              ) : (
                <CandidatesTable
                  candidates={shown}
                  chosen={chosen}
                  onToggle={toggle}
                  onChooseMany={(many) =>
                    setChosen(new Map([...chosen, ...many.map((one) => [one.personId, one] as const)]))
                  }
                />
              )}
            </Stack>
          );
        }}
      </Loaded>
      <Group style={chosen.size > 0 ? STICKY : undefined} py="sm" justify="space-between">
        <Text role="status" fw={700}>
          {t('candidates.chosen', { count: chosen.size })}
        </Text>
        <Group gap="xs">
          {chosen.size > 0 && (
            <Button variant="subtle" onClick={() => setChosen(new Map())}>
              {t('candidates.clear')}
            </Button>
          )}
          {purpose ? (
            <Button onClick={() => chosen.size > 0 && setAsking(true)} aria-disabled={chosen.size === 0}>
              {t('candidates.ask')}
            </Button>
          ) : (
            <Text size="sm">{t('candidates.notNow')}</Text>
          )}
        </Group>
      </Group>
      {isAsking && purpose && (
        <OfferDialog
          engagementKey={engagement.key}
          role={role}
          purpose={purpose}
          people={[...chosen.values()]}
          onRemove={(ids) => setChosen(new Map([...chosen].filter(([id]) => !ids.includes(id))))}
          onClose={() => setAsking(false)}
          onSent={() => {
            setAsking(false);
            setChosen(new Map());
          }}
        />
      )}
    </Section>
  );
}
