import { Alert, Group, List, Stack, Text } from '@mantine/core';
import { IconArrowBack, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Facts } from '../../kit/facts';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { StageTag } from '../../kit/stage-tag';
import { count, shortDateTime, yen } from '../../kit/time';
import { Day } from '../../kit/when';
import { useWords } from '../../kit/words';

/** One engagement as its teleworker sees it today: what there is, what came back, why not, and whom to ask. */
export function WorkCard({ work, waiting }: { work: Of<'MyWork'>; waiting: number }) {
  const { t, i18n } = useTranslation('work');
  const say = useWords();
  const { engagement, closed, returned, held } = work;
  const number = (amount: number) => count(amount, i18n.language);
  const toItems = (text: string, variant?: 'default') => (
    <ButtonLink
      to="/work/$key"
      params={{ key: engagement.key }}
      variant={variant}
      aria-label={`${text} ${engagement.title}`}
    >
      {text}
    </ButtonLink>
  );
  return (
    <Section title={engagement.title} actions={<StageTag stage={engagement.stage} />}>
      <Stack>
        <Text size="sm" c="dimmed">
          {engagement.key}・{t(`purpose.${work.purpose === 'pilot' ? 'pilot' : 'team'}`)}
        </Text>
        {returned > 0 && (
          <Alert color="orange" p="xs" icon={<IconArrowBack aria-hidden />}>
            {t('card.returned', { count: returned })}
          </Alert>
        )}
        <Facts
          items={[
            [
              t('card.available'),
              work.available >= 1_000 ? t('card.many') : t('items', { number: number(work.available) }),
            ],
            [t('card.today'), t('items', { number: number(work.submittedToday) })],
            [t('card.week'), t('items', { number: number(work.acceptedThisWeek) })],
            work.deadline === null
              ? undefined
              : [t('card.deadline'), <Day key="deadline" date={work.deadline} isDue />],
            [t('offer.pay'), t('offer.anHour', { yen: yen(work.hourlyYen, i18n.language) })],
            [t('offer.hours'), t('hoursAWeek', { hours: work.hoursPerWeek })],
          ]}
        />
        {(held > 0 || waiting > 0) && (
          <List size="sm">
            {waiting > 0 && <List.Item>{t('card.waiting', { count: waiting })}</List.Item>}
            {held > 0 && work.leaseUntil !== null && (
              <List.Item>
                {t('card.held', { count: held, at: shortDateTime(work.leaseUntil, i18n.language) })}
              </List.Item>
            )}
          </List>
        )}
        {closed && (
          <Alert color="gray" icon={<IconLock aria-hidden />} title={say(closed.reason)}>
            {say(closed.fix)}
          </Alert>
        )}
        <Group>
          {closed === null || waiting > 0 || held > 0
            ? toItems(t(held > 0 || waiting > 0 ? 'card.goOn' : 'card.begin'))
            : closed.code === 'manual_not_acknowledged' && (
                <ButtonLink to="/work/$key/manual" params={{ key: engagement.key }}>
                  {t('manual.read')}
                </ButtonLink>
              )}
          <AnchorLink
            to="/work/$key/manual"
            params={{ key: engagement.key }}
            aria-label={`${t('manual.open')} ${engagement.title}`}
          >
            {t('manual.open')}
          </AnchorLink>
        </Group>
        {work.leaders.length > 0 && (
          <Text size="sm">{t('leaders', { names: work.leaders.map(({ name }) => name).join('、') })}</Text>
        )}
      </Stack>
    </Section>
  );
}
