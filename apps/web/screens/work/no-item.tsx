import { Button, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem';
import type { Of } from '../../api/types';
import { ButtonLink } from '../../kit/links';
import { ProblemAlert } from '../../kit/problem-alert';
import { shortDateTime } from '../../kit/time';
import type { Snapshot } from './board';
import type { Labelling } from './labelling';

interface NoItemProps {
  snapshot: Snapshot;
  work: Of<'MyWork'>;
  labelling: Labelling;
}

/** Why there is nothing on screen, and the way on. */
export function NoItem({ snapshot, work, labelling }: NoItemProps) {
  const { t } = useTranslation('work');
  const { mode, gate, isDry, isLineDown } = snapshot;
  if (mode === 'elsewhere')
    return (
      <Why title={t('elsewhere.title')} text={t('elsewhere.text')}>
        <Button onClick={() => void labelling.enter(true)}>{t('elsewhere.here')}</Button>
      </Why>
    );
  if (mode === 'resting')
    return (
      <Why title={t('resting.title')} text={t('resting.text')}>
        <Button onClick={() => labelling.workAgain()}>{t('resting.again')}</Button>
      </Why>
    );
  if (gate != null) return <Gate gate={gate} work={work} labelling={labelling} />;
  if (isDry) return <Dry work={work} labelling={labelling} />;
  if (isLineDown)
    return (
      <Why title={t('line.title')} text={t('line.noMore')}>
        <Button onClick={() => labelling.again()}>{t('line.again')}</Button>
      </Why>
    );
  return (
    <Stack align="center" justify="center" mih={320} role="status">
      <Loader aria-hidden />
      <Text>{t('opening')}</Text>
    </Stack>
  );
}

/** The API says why no items are given out and what can be done about it; here is the button for it. */
function Gate({ gate, work, labelling }: { gate: unknown } & Omit<NoItemProps, 'snapshot'>) {
  const { t } = useTranslation('work');
  const again = (
    <Button variant="default" onClick={() => labelling.again()}>
      {t('gate.again')}
    </Button>
  );
  if (!(gate instanceof ProblemError) || gate.problem.detail === undefined)
    return (
      <Stack>
        <ProblemAlert error={gate} />
        {again}
        <ToWork />
      </Stack>
    );
  return (
    <Why title={gate.problem.title} text={gate.problem.detail} about={<Leaders work={work} />}>
      {gate.problem.code === 'manual_not_acknowledged' ? (
        <ButtonLink to="/work/$key/manual" params={{ key: work.engagement.key }}>
          {t('manual.read')}
        </ButtonLink>
      ) : (
        again
      )}
    </Why>
  );
}

function Dry({ work, labelling }: Omit<NoItemProps, 'snapshot'>) {
  const { t, i18n } = useTranslation('work');
  const about = work.held > 0 && work.leaseUntil !== null && (
    <Text>{t('dry.held', { count: work.held, at: shortDateTime(work.leaseUntil, i18n.language) })}</Text>
  );
  return (
    <Why
      title={t('dry.title')}
      text={t(work.engagement.stage === 'quality' ? 'dry.quality' : 'dry.text')}
      about={about || undefined}
    >
      <Button variant="default" onClick={() => labelling.again()}>
        {t('dry.again')}
      </Button>
    </Why>
  );
}

function Leaders({ work: { leaders } }: { work: Of<'MyWork'> }) {
  const { t } = useTranslation('work');
  return leaders.length === 0 ? null : (
    <Text size="sm">{t('leaders', { names: leaders.map(({ name }) => name).join('、') })}</Text>
  );
}

interface WhyProps {
  title: string;
  text: string;
  about?: ReactNode;
  children: ReactNode;
}

function Why({ title, text, about, children }: WhyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reason is a new one to be read
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <Paper withBorder p="lg" role="status">
      <Stack>
        <Title order={2} size="h4" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </Title>
        <Text>{text}</Text>
        {about}
        {children}
        <ToWork />
      </Stack>
    </Paper>
  );
}

function ToWork() {
  const { t } = useTranslation('work');
  return (
    <ButtonLink to="/work" variant="default">
      {t('toWork')}
    </ButtonLink>
  );
}
