import { Accordion, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../../kit/links';
import { StatusTag, type Tone } from '../../kit/status-tag';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { type NameOfStep, PlanDiffList } from './plan-diff';
import { PlanTouched } from './plan-touched';
import type { PlanChange } from './queries';

const TONES: Record<PlanChange['status'], Tone> = {
  proposed: 'waiting',
  approved: 'done',
  returned: 'back',
  withdrawn: 'ended',
};

export function PlanChangeCard({ change, nameOf }: { change: PlanChange; nameOf: NameOfStep }) {
  const { t } = useTranslation('changes');
  const names = useNames();
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={4} size="h6">
            {t('plan.change', { from: change.fromVersion, version: change.planVersion })}
          </Title>
          <StatusTag tone={TONES[change.status]} text={names.code('planChangeStatus', change.status)} />
        </Group>
        <Text size="sm" component="div">
          {t('plan.by', { name: change.author.name })} <When at={change.createdAt} />
          {change.approver && ` ${t('plan.approver', { name: change.approver.name })} `}
          {change.closedAt && <When at={change.closedAt} />}
        </Text>
        {change.reason && <Text style={{ whiteSpace: 'pre-wrap' }}>{change.reason}</Text>}
        <PlanDiffList diff={change.diff} nameOf={nameOf} />
        <Accordion variant="contained">
          <Accordion.Item value="touched">
            <Accordion.Control>{t('touched.title')}</Accordion.Control>
            <Accordion.Panel>
              <PlanTouched touched={change.touched} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        {change.taskId !== null && (
          <AnchorLink to="/tasks/$id" params={{ id: change.taskId }}>
            {t('plan.openTask')}
          </AnchorLink>
        )}
      </Stack>
    </Paper>
  );
}
