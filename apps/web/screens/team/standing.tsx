import { Alert, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { count } from '../../kit/time';
import { useNames } from '../../kit/words';
import { useTeamCheck } from './queries';

type Check = Of<'TeamCheck'>;
const ROLES = ['director', 'leader', 'teleworker'] as const;

/** The figures by which `assemble_team` is judged, in words: enough people of each role, enough hours. */
export function Standing({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t } = useTranslation('team');
  const check = useTeamCheck(engagement.key, true);
  return (
    <Section title={t('standing.title')}>
      <Loaded query={check} height={200}>
        {(data) => (
          <Stack gap="md">
            <Alert
              variant="light"
              color={data.ok ? 'green' : 'yellow'}
              icon={data.ok ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
              title={t(data.ok ? 'standing.ok' : 'standing.notYet')}
            >
              {engagement.stage === 'requirements' && <Text size="sm">{t('standing.pilotLeftOut')}</Text>}
            </Alert>
            <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 4 }} m={0} p={0} style={{ listStyle: 'none' }}>
              {ROLES.map((role) => (
                <RoleCount key={role} role={role} check={data} />
              ))}
              <Hours check={data} />
            </SimpleGrid>
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function RoleCount({ role, check }: { role: (typeof ROLES)[number]; check: Check }) {
  const { t } = useTranslation('team');
  const names = useNames();
  const people = check.counts[role];
  const { min, max } = check.bounds[role];
  const least = Math.ceil(min);
  const state =
    people < min
      ? t('standing.tooFew', { count: least - people })
      : people > max
        ? t('standing.tooMany', { count: people - max })
        : t('standing.enough');
  return (
    <Figure
      name={names.role(role)}
      value={t('standing.people', { count: people })}
      bounds={t('standing.bounds', { min: least, max })}
      state={state}
      isGood={people >= min && people <= max}
      share={people > max ? 100 : (100 * people) / Math.max(least, 1)}
    />
  );
}

function Hours({ check: { confirmedHoursP85, neededHours } }: { check: Check }) {
  const { t, i18n } = useTranslation('team');
  const hours = (value: number) => count(Math.round(value * 10) / 10, i18n.language);
  if (neededHours === null)
    return (
      <li>
        <Text size="sm" c="dimmed">
          {t('standing.hours')}
        </Text>
        <Text size="sm">{t('standing.noPlan')}</Text>
      </li>
    );
  const confirmed = confirmedHoursP85 ?? 0;
  const missing = neededHours - confirmed;
  return (
    <Figure
      name={t('standing.hours')}
      value={t('standing.hoursOf', { confirmed: hours(confirmed), needed: hours(neededHours) })}
      bounds={t('standing.p85')}
      state={missing > 0 ? t('standing.hoursMissing', { hours: hours(missing) }) : t('standing.enough')}
      isGood={missing <= 0}
      share={neededHours === 0 ? 100 : (100 * confirmed) / neededHours}
    />
  );
}

interface FigureProps {
  name: string;
  value: string;
  bounds: string;
  state: string;
  isGood: boolean;
  share: number;
}

/** Name, number, what it should be; the bar only repeats it for the eye. */
function Figure({ name, value, bounds, state, isGood, share }: FigureProps) {
  const Icon = isGood ? IconCheck : IconAlertTriangle;
  return (
    <li>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz="xl" fw={700} className="figures">
        {value}
      </Text>
      <Progress value={Math.min(100, share)} color={isGood ? 'green' : 'yellow'} aria-hidden size="sm" my={4} />
      <Text size="sm" fw={isGood ? 400 : 700}>
        <Icon size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {state}
      </Text>
      <Text size="sm" c="dimmed">
        {bounds}
      </Text>
    </li>
  );
}
