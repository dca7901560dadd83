import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { Facts } from '../../kit/facts';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { StageTag } from '../../kit/stage-tag';
import { count } from '../../kit/time';
import { Day, When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { useEngagement, waitingQuery } from '../../parts/engagement';
import { StageBar } from './stage-bar';
import { WaitingList } from './waiting-list';

/** Where it stands, whom it waits for, how far it is, who is in it. */
export function OverviewPage() {
  const { t } = useTranslation('engagement');
  const engagement = useEngagement();
  const waiting = useQuery(waitingQuery(engagement.key));
  const stages = useQuery({
    queryKey: keys.engagement(engagement.key, 'stages'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/stages', { params: { path: { id: engagement.key } } })),
  });
  return (
    <Stack gap="lg">
      <Section title={t('nextStep')}>
        <Loaded query={waiting} height={140}>
          {(data) => <WaitingList waiting={data} />}
        </Loaded>
      </Section>
      <Section title={t('stages')}>
        <Loaded query={stages} height={150}>
          {({ items }) => <StageBar stages={items} />}
        </Loaded>
      </Section>
      <Section title={t('facts')}>
        <Stack>
          {engagement.description !== '' && <Text style={{ whiteSpace: 'pre-wrap' }}>{engagement.description}</Text>}
          <FactsOf engagement={engagement} />
        </Stack>
      </Section>
      {engagement.lots.total > 0 && <LotProgress engagement={engagement} />}
      {engagement.members && <Members members={engagement.members} />}
    </Stack>
  );
}

function FactsOf({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t, i18n } = useTranslation('engagement');
  const names = useNames();
  const due = engagement.agreedDue ?? engagement.deliveryDue;
  return (
    <Facts
      items={[
        [t('client'), engagement.client.name],
        [t('category'), names.code('category', engagement.category)],
        [t('deliveryDue'), due ? <Day key="due" date={due} isDue={engagement.closedAt === null} /> : t('open')],
        [t('started'), <When key="started" at={engagement.createdAt} />],
        engagement.closedAt ? [t('ended'), <When key="ended" at={engagement.closedAt} />] : undefined,
        engagement.heldStage ? [t('heldStage'), names.stage(engagement.heldStage)] : undefined,
        engagement.reopens ? [t('reopens'), <LinkTo key="reopens" link={engagement.reopens} />] : undefined,
        engagement.reopenedAs.length > 0
          ? [t('reopenedAs'), engagement.reopenedAs.map((link) => <LinkTo key={link.key} link={link} />)]
          : undefined,
        engagement.temporalUrl
          ? [
              t('engine'),
              <span key="engine">
                <Anchor underline="always" href={engagement.temporalUrl} target="_blank" rel="noreferrer">
                  {t('temporal')}
                </Anchor>
                {engagement.engine &&
                  ` ${t('engineFacts', {
                    executions: count(engagement.engine.executions, i18n.language),
                    events: count(engagement.engine.events, i18n.language),
                  })}`}
              </span>,
            ]
          : undefined,
      ]}
    />
  );
}

function LinkTo({ link }: { link: Of<'Engagement'>['reopenedAs'][number] }) {
  return (
    <Group gap="xs">
      <AnchorLink to="/engagements/$key" params={{ key: link.key }}>
        {link.key}
      </AnchorLink>
      <StageTag stage={link.stage} />
    </Group>
  );
}

function LotProgress({ engagement: { lots, deliveries } }: { engagement: Of<'Engagement'> }) {
  const { t, i18n } = useTranslation('engagement');
  const names = useNames();
  const stages = (['accepted', 'delivered', 'released', 'quality', 'production', 'cancelled'] as const).filter(
    (stage) => lots[stage] > 0,
  );
  const colors = {
    accepted: 'green.8',
    delivered: 'teal.7',
    released: 'blue.6',
    quality: 'blue.4',
    production: 'gray.6',
    cancelled: 'red.8',
  };
  return (
    <Section title={t('lots')}>
      <Progress.Root size={20} aria-label={t('lots')}>
        {stages.map((stage) => (
          <Progress.Section
            key={stage}
            value={(100 * lots[stage]) / lots.total}
            color={colors[stage]}
            aria-label={`${names.stage(stage)} ${lots[stage]} / ${lots.total}`}
          />
        ))}
      </Progress.Root>
      <Facts
        items={[
          ...stages.map(
            (stage) =>
              [
                names.stage(stage),
                t('lotsOf', { some: count(lots[stage], i18n.language), all: count(lots.total, i18n.language) }),
              ] as const,
          ),
          [t('deliveries'), t('deliveriesOf', { accepted: deliveries.accepted, all: deliveries.total })],
        ]}
      />
    </Section>
  );
}

function Members({ members }: { members: NonNullable<Of<'Engagement'>['members']> }) {
  const { t } = useTranslation('engagement');
  const names = useNames();
  const roles = [...new Set(members.map(({ role }) => role))];
  return (
    <Section title={t('members')}>
      {members.length === 0 ? (
        <Text>{t('noMembers')}</Text>
      ) : (
        <Facts
          items={roles.map((role) => {
            const people = [
              ...new Map(members.filter((m) => m.role === role).map((m) => [m.person.id, m.person.name])).values(),
            ];
            return [`${names.role(role)} (${people.length})`, people.join('、')] as const;
          })}
        />
      )}
    </Section>
  );
}
