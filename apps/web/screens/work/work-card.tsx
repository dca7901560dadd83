import { Alert, Group, List, Stack, Text } from '@mantine/core';
import { IconArrowBack, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { StageTag } from '../../kit/stage-tag';
import { count, shortDateTime, yen } from '../../kit/time';
import { Day } from '../../kit/when';
import { useWords } from '../../kit/words';
import classes from './work-card.module.css';

/** One engagement as its teleworker sees it today: what there is, what came back, why not, and whom to ask. */
export function WorkCard({ work, waiting }: { work: Of<'MyWork'>; waiting: number }) {
  const { t, i18n } = useTranslation('work');
  const say = useWords();
  const { engagement, closed, returned, held } = work;
  const items = (amount: number) => t('items', { number: count(amount, i18n.language) });
  const { key } = engagement;
  return (
    <Section title={engagement.title} actions={<StageTag stage={engagement.stage} />}>
      <Stack gap="sm">
        {returned > 0 && (
          <Alert color="orange" p="xs" icon={<IconArrowBack aria-hidden />}>
            {t('card.returned', { count: returned })}
          </Alert>
        )}
        {closed && (
          <Alert color="gray" icon={<IconLock aria-hidden />} title={say(closed.reason)}>
            {say(closed.fix)}
          </Alert>
        )}
        <dl className={classes.figures}>
          <Figure name={t('card.available')}>{work.available >= 1_000 ? t('card.many') : items(work.available)}</Figure>
          <Figure name={t('card.today')}>{items(work.submittedToday)}</Figure>
          <Figure name={t('card.week')}>{items(work.acceptedThisWeek)}</Figure>
        </dl>
        {closed === null && work.available + returned + held === 0 && <Text size="sm">{t('card.nothing')}</Text>}
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
        <Group>
          <Begin work={work} isBegun={held > 0 || waiting > 0} />
          {closed?.code !== 'manual_not_acknowledged' && (
            <AnchorLink
              to="/work/$key/manual"
              params={{ key }}
              aria-label={`${t('manual.open')} ${engagement.title}`}
              className={classes.link}
            >
              {t('manual.open')}
            </AnchorLink>
          )}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {t('card.terms', {
            pay: t('offer.anHour', { yen: yen(work.hourlyYen, i18n.language) }),
            hours: t('hoursAWeek', { hours: work.hoursPerWeek }),
            purpose: t(work.purpose === 'pilot' ? 'purpose.pilot' : 'purpose.team'),
          })}
          <div>{key}</div>
          {work.deadline !== null && (
            <div>
              {t('card.deadline')} <Day date={work.deadline} isDue />
            </div>
          )}
          {work.leaders.length > 0 && (
            <div>{t('leaders', { names: work.leaders.map(({ name }) => name).join('、') })}</div>
          )}
        </Text>
      </Stack>
    </Section>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={700} className="figures">
        {children}
      </Text>
    </div>
  );
}

/** Nothing to begin where a gate is shut; what waits here can always be sent. */
function Begin({
  work: { engagement, closed, available, returned },
  isBegun,
}: {
  work: Of<'MyWork'>;
  isBegun: boolean;
}) {
  const { t } = useTranslation('work');
  const params = { key: engagement.key };
  if (closed?.code === 'manual_not_acknowledged')
    return (
      <ButtonLink to="/work/$key/manual" params={params} aria-label={`${t('manual.read')} ${engagement.title}`}>
        {t('manual.read')}
      </ButtonLink>
    );
  if (!isBegun && (closed !== null || available + returned === 0)) return null;
  const text = t(isBegun ? 'card.goOn' : 'card.begin');
  return (
    <ButtonLink to="/work/$key" params={params} aria-label={`${text} ${engagement.title}`}>
      {text}
    </ButtonLink>
  );
}
