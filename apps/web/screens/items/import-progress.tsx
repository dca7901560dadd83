import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { ButtonLink } from '../../kit/links';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { count } from '../../kit/time';
import { toast } from '../../kit/toast';
import { When } from '../../kit/when';
import { useWords } from '../../kit/words';

type Operation = Of<'Operation'>;

interface ImportProgressProps {
  engagementKey: string;
  operation: Operation;
  onDismiss: () => void;
}

/** An import at work, or how the last one ended. */
export function ImportProgress({ engagementKey, operation, onDismiss }: ImportProgressProps) {
  const { t } = useTranslation('items');
  const queries = useQueryClient();
  const { state } = operation;
  const was = useRef(state);
  useEffect(() => {
    if (was.current === 'running' && state !== 'running') {
      if (state === 'done') toast(t('progress.toast', { key: engagementKey }));
      void queries.invalidateQueries({ queryKey: keys.engagement(engagementKey) });
    }
    was.current = state;
  }, [state, engagementKey, queries, t]);
  return (
    <Section title={state === 'running' ? t('progress.title') : t('progress.last')}>
      {state === 'running' ? (
        <Running engagementKey={engagementKey} operation={operation} />
      ) : (
        <Ended engagementKey={engagementKey} operation={operation} onDismiss={onDismiss} />
      )}
    </Section>
  );
}

function Running({ engagementKey, operation }: { engagementKey: string; operation: Operation }) {
  const { t, i18n } = useTranslation('items');
  const elapsed = useElapsed(operation.startedAt);
  const cancel = useCommand(
    (id: string, key) =>
      ask(
        api.POST('/api/v1/operations/{id}/cancel', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    { outdates: [[...keys.operation('newest-import'), engagementKey]] },
  );
  const share = operation.total === 0 ? 0 : Math.floor((100 * operation.done) / operation.total);
  return (
    <>
      <Text>{t(operation.phase === null ? 'progress.begins' : `progress.${operation.phase}`)}</Text>
      <Progress value={share} size="xl" aria-label={t('progress.title')} />
      <Group justify="space-between">
        <Text className="figures">
          {t('progress.figures', {
            done: count(operation.done, i18n.language),
            total: count(operation.total, i18n.language),
            share,
            elapsed,
          })}
        </Text>
        {operation.cancelUrl !== null && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(operation.id)}>
            {t('progress.cancel')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('progress.mayLeave')}
      </Text>
      {cancel.error && <ProblemAlert error={cancel.error} />}
    </>
  );
}

interface Fault {
  reason?: { ja: string; en: string };
  fix?: { ja: string; en: string };
}

function Ended({ engagementKey, operation, onDismiss }: ImportProgressProps) {
  const { t } = useTranslation('items');
  const say = useWords();
  const { state } = operation;
  const result = (operation.result ?? {}) as { items?: number; gold?: number };
  const fault = (operation.error ?? {}) as Fault;
  const [color, Icon] =
    state === 'done'
      ? (['green', IconCheck] as const)
      : state === 'cancelled'
        ? (['gray', IconCircleX] as const)
        : (['red', IconAlertTriangle] as const);
  return (
    <Alert variant="light" color={color} icon={<Icon aria-hidden />} title={t(`ended.${state}`)} role="status">
      <Text size="sm">
        {state === 'done'
          ? t('ended.doneText', { count: result.items ?? 0, gold: result.gold ?? 0 })
          : state === 'cancelled'
            ? t('ended.cancelledText')
            : `${fault.reason ? say(fault.reason) : ''} ${fault.fix ? say(fault.fix) : ''}`}
      </Text>
      <When at={operation.updatedAt} />
      <Group gap="xs" mt="xs">
        {state === 'done' && (
          <ButtonLink to="/engagements/$key/items" params={{ key: engagementKey }}>
            {t('ended.toItems')}
          </ButtonLink>
        )}
        <Button variant="default" onClick={onDismiss}>
          {t('ended.dismiss')}
        </Button>
      </Group>
    </Alert>
  );
}

function useElapsed(since: string): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
