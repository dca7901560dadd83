import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { StatusTag, type Tone } from '../../kit/status-tag';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { useMayHere, useMemberName } from '../../parts/members';
import { PlanChanges } from './plan-changes';
import { QaFacts } from './qa-facts';
import type { PlanVersion } from './queries';
import { StepsView } from './steps-view';

const TONES: Record<PlanVersion['status'], Tone> = {
  draft: 'draft',
  submitted: 'waiting',
  returned: 'back',
  approved: 'done',
};

export function PlanStatus({ status }: { status: PlanVersion['status'] }) {
  const names = useNames();
  return <StatusTag tone={TONES[status]} text={names.code('planStatus', status)} />;
}

interface PlanViewProps {
  engagementKey: string;
  chosen: PlanVersion;
  /** Newest first. */
  versions: readonly PlanVersion[];
  actions: ReactNode;
}

/** One version to read: its steps as a picture and as a table, what is checked how, and what differs from what is in force. */
export function PlanView({ engagementKey, chosen, versions, actions }: PlanViewProps) {
  const { t } = useTranslation('plan');
  const nameOf = useMemberName();
  const mayHere = useMayHere();
  const approved = versions.find(({ status, version }) => status === 'approved' && version !== chosen.version);
  const before = versions.find(({ version }) => version < chosen.version);
  const against = chosen.status === 'approved' ? before : (approved ?? before);
  return (
    <>
      <Section title={t('versionTitle', { no: chosen.version })} actions={actions}>
        <Group gap="md">
          <PlanStatus status={chosen.status} />
          <Text size="sm">{t('writtenBy', { name: nameOf(chosen.authorId) })}</Text>
          <When at={chosen.createdAt} />
          <AnchorLink
            size="sm"
            to="/engagements/$key/manual"
            params={{ key: engagementKey }}
            search={{ version: chosen.manualVersion }}
          >
            {t('manualNo', { no: chosen.manualVersion })}
          </AnchorLink>
        </Group>
        <Title order={3} size="h5">
          {t('steps.title')}
        </Title>
        <StepsView steps={chosen.plan.steps} />
        <Title order={3} size="h5">
          {t('qa.title')}
        </Title>
        <QaFacts engagementKey={engagementKey} plan={chosen.plan} />
      </Section>
      {against && (
        <Section
          title={t(against.status === 'approved' ? 'diff.toApproved' : 'diff.toBefore', { no: against.version })}
        >
          <Stack gap="sm">
            <PlanChanges before={against.plan} after={chosen.plan} />
            {against.manualVersion !== chosen.manualVersion && (
              <Text>
                {t('diff.manual', { before: against.manualVersion, after: chosen.manualVersion })}{' '}
                <AnchorLink
                  to="/engagements/$key/manual"
                  params={{ key: engagementKey }}
                  search={{ version: chosen.manualVersion, against: against.manualVersion }}
                >
                  {t('diff.manualLink')}
                </AnchorLink>
              </Text>
            )}
          </Stack>
        </Section>
      )}
      {approved && chosen.version > approved.version && mayHere('planChanges.check') && (
        <Section title={t('proposal.title')}>
          <Text>{t('proposal.about')}</Text>
          <ButtonLink
            variant="default"
            to="/engagements/$key/changes"
            params={{ key: engagementKey }}
            search={{ plan: chosen.version }}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('proposal.toChanges')}
          </ButtonLink>
        </Section>
      )}
    </>
  );
}
