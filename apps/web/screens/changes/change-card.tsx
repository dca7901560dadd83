import { Button, Group, Stack, Switch, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { CompareTable } from '../../kit/compare-table';
import { ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { StatusTag, type Tone } from '../../kit/status-tag';
import { useNames } from '../../kit/words';
import { isTimely } from '../../parts/commands';
import { type Engagement, mayIn } from '../../parts/engagement';
import { ChangeFacts } from './change-facts';
import { OfferForm } from './offer-form';
import type { Change } from './queries';
import { changesRoute, useGo } from './route-api';
import { useTermRows } from './use-term-rows';
import { WithdrawDialog } from './withdraw-dialog';

const TONES: Record<Change['status'], Tone> = {
  requested: 'waiting',
  offered: 'waiting',
  agreed: 'done',
  refused: 'ended',
  expired: 'ended',
  withdrawn: 'ended',
};

interface ChangeCardProps {
  engagement: Engagement;
  change: Change;
  signed: Of<'RequirementVersion'> | null | undefined;
}

/** One change: old and new terms side by side, what it costs and moves, and what can be done with it. */
export function ChangeCard({ engagement, change, signed }: ChangeCardProps) {
  const { t } = useTranslation('changes');
  const names = useNames();
  const rowsOf = useTermRows();
  const search = changesRoute.useSearch();
  const go = useGo();
  const [showsAll, setShowsAll] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { no, status } = change;
  const { key } = engagement;
  const isOpen = status === 'requested' || status === 'offered';
  const isClient = engagement.myRoles.includes('client');
  const isOwn = isClient === (change.requestedBy === 'client');
  const mayOffer =
    status === 'requested' && mayIn(engagement, 'changes.offer') && isTimely('request_change', engagement);
  const mayWithdraw =
    isOpen && isOwn && mayIn(engagement, 'changes.withdraw') && isTimely('withdraw_change', engagement);
  const isOffering = mayOffer && search.offer === no && signed != null;
  const hasTerms = change.isOffered || change.price?.after != null;
  return (
    <Section
      title={t('change', { no })}
      actions={<StatusTag tone={TONES[status]} text={names.code('changeStatus', status)} />}
    >
      <ChangeFacts change={change} />
      <Stack gap="xs">
        <Switch
          size="md"
          label={t('showAll')}
          checked={showsAll}
          onChange={(event) => setShowsAll(event.currentTarget.checked)}
        />
        <CompareTable
          caption={t('termsOf', { no })}
          beforeTitle={t('before')}
          afterTitle={change.isOffered ? t('offered') : hasTerms ? t('noted') : t('wish')}
          rows={rowsOf(change.before, change.after, { mode: signed?.clauses.mode, onlyChanges: !showsAll })}
        />
      </Stack>
      {isOffering ? (
        <Stack gap="md">
          <Title order={3} size="h5">
            {t('offer.title')}
          </Title>
          <OfferForm engagementKey={key} change={change} signed={signed} onClose={() => go({})} />
        </Stack>
      ) : (
        (mayOffer || mayWithdraw) && (
          <Group>
            {mayOffer && (
              <ButtonLink
                to="/engagements/$key/changes"
                params={{ key }}
                search={{ offer: no }}
                resetScroll={false}
                variant={hasTerms ? 'default' : 'filled'}
              >
                {t(hasTerms ? 'offer.again' : 'offer.open')}
              </ButtonLink>
            )}
            {mayWithdraw && (
              <Button variant="default" onClick={() => setWithdrawing(true)}>
                {t('withdraw.open')}
              </Button>
            )}
          </Group>
        )
      )}
      {isWithdrawing && <WithdrawDialog engagementKey={key} no={no} onClose={() => setWithdrawing(false)} />}
    </Section>
  );
}
