import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../kit/links';
import { Due } from '../../kit/when';
import { TaskLine } from '../../parts/task-line';
import { MANUAL, type Step, WORK } from './next-step';

/** The most urgent thing, and one button that leads to it. */
export function NextStepCard({ step }: { step: Step }) {
  const { t } = useTranslation('home');
  return (
    <Paper
      component="section"
      aria-labelledby="next-step"
      p={{ base: 'md', sm: 'xl' }}
      bg="var(--mantine-primary-color-light)"
    >
      <Group justify="space-between" gap="lg">
        <Stack gap={4} miw={0} flex="1 1 260px">
          <Title order={2} size="h5" id="next-step">
            {t('next.title')}
          </Title>
          <Words step={step} />
        </Stack>
        <Go step={step} />
      </Group>
    </Paper>
  );
}

function Words({ step }: { step: Step }) {
  const { t } = useTranslation('home');
  if (step.text === 'task') return <TaskLine task={step.task} />;
  if (step.text === 'offer')
    return (
      <>
        <Text fw={700}>{t('next.offer', { count: step.count })}</Text>
        <Text size="sm">{step.offer.title}</Text>
        <Due at={step.offer.expiresAt} />
      </>
    );
  return (
    <>
      <Text fw={700}>{t(`next.${step.text}`, { count: step.count })}</Text>
      <Text size="sm">{step.work.engagement.title}</Text>
      {step.text === 'held' && step.work.leaseUntil && <Due at={step.work.leaseUntil} />}
    </>
  );
}

function Go({ step }: { step: Step }) {
  const { t } = useTranslation('home');
  const looks = { size: 'lg', style: { flex: '0 1 auto' } } as const;
  if (step.text === 'task')
    return (
      <ButtonLink to="/tasks/$id" params={{ id: step.task.id }} {...looks}>
        {t('go.task')}
      </ButtonLink>
    );
  if (step.text === 'offer')
    return (
      <ButtonLink to="/offers" {...looks}>
        {t('go.offer')}
      </ButtonLink>
    );
  return (
    <ButtonLink to={step.text === 'manual' ? MANUAL : WORK} params={{ key: step.work.engagement.key }} {...looks}>
      {t(`go.${step.text}`)}
    </ButtonLink>
  );
}
