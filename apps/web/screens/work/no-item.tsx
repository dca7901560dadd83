import { Button, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { ButtonLink } from '../../kit/links';
import { ProblemAlert } from '../../kit/problem-alert';
import { useNames } from '../../kit/words';
import type { Snapshot } from './board';
import type { Labelling } from './labelling';
import { codeOf } from './retry';

/** Gates of the API that a person can understand and do something about; others are shown as they come. */
const GATES = [
  'manual_not_acknowledged',
  'terms_notice_missing',
  'training_gate_missing',
  'ceiling_reached',
  'not_in_team',
  'forbidden',
  'on_hold',
  'wrong_stage',
];

interface NoItemProps {
  snapshot: Snapshot;
  engagement: Of<'Engagement'>;
  labelling: Labelling;
}

/** Why there is nothing on screen, and the way on. */
export function NoItem({ snapshot, engagement, labelling }: NoItemProps) {
  const { t } = useTranslation('work');
  const { mode, gate, isDry, isLineDown } = snapshot;
  const toWork = (
    <ButtonLink to="/work" variant="default">
      {t('toWork')}
    </ButtonLink>
  );
  if (mode === 'elsewhere')
    return (
      <Why title={t('elsewhere.title')} text={t('elsewhere.text')}>
        <Button onClick={() => void labelling.enter(true)}>{t('elsewhere.here')}</Button>
        {toWork}
      </Why>
    );
  if (mode === 'resting')
    return (
      <Why title={t('resting.title')} text={t('resting.text')}>
        <Button onClick={() => labelling.workAgain()}>{t('resting.again')}</Button>
        {toWork}
      </Why>
    );
  if (gate != null) return <Gate snapshot={snapshot} engagement={engagement} labelling={labelling} toWork={toWork} />;
  if (isDry)
    return (
      <Why title={t('dry.title')} text={t(engagement.stage === 'quality' ? 'dry.quality' : 'dry.text')}>
        <Button variant="default" onClick={() => labelling.again()}>
          {t('dry.again')}
        </Button>
        {toWork}
      </Why>
    );
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

function Gate({ snapshot: { gate }, engagement, labelling, toWork }: NoItemProps & { toWork: ReactNode }) {
  const { t } = useTranslation('work');
  const names = useNames();
  const code = codeOf(gate);
  const again = (
    <Button variant="default" onClick={() => labelling.again()}>
      {t('gate.again')}
    </Button>
  );
  if (!GATES.includes(code))
    return (
      <Stack align="flex-start">
        <ProblemAlert error={gate} />
        {again}
        {toWork}
      </Stack>
    );
  return (
    <Why title={t(`gate.${code}`)} text={t(`gate.${code}.text`, { stage: names.stage(engagement.stage) })}>
      {code === 'manual_not_acknowledged' ? (
        <ButtonLink to="/work/$key/manual" params={{ key: engagement.key }}>
          {t('manual.read')}
        </ButtonLink>
      ) : (
        again
      )}
      {toWork}
    </Why>
  );
}

function Why({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" role="status">
      <Stack>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text>{text}</Text>
        {children}
      </Stack>
    </Paper>
  );
}
