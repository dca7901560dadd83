import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { Alert, Text } from '@mantine/core';
import { IconRotate2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { When } from '../kit/when';
import { useNames } from '../kit/words';
import { type Engagement, mayIn } from './engagement';

interface DecisionReasonProps {
  engagement: Engagement;
  kind: HumanTaskKind;
  outcome: string;
  /** Older words have been answered since. */
  after?: string | undefined;
}

/** Why the last decision of a kind went as it did: whoever has to answer it reads the words here, not in the timeline. */
export function DecisionReason({ engagement, kind, outcome, after = '' }: DecisionReasonProps) {
  const { t } = useTranslation('openDecisions');
  const names = useNames();
  const { key } = engagement;
  const reason = useQuery({
    queryKey: keys.engagement(key, 'reason', kind, outcome),
    queryFn: () => readReason(key, kind, outcome),
    enabled: mayIn(engagement, 'humanTasks.list'),
  });
  if (!reason.data || reason.data.at < after) return null;
  const { actor, at, text } = reason.data;
  return (
    <Alert
      color="orange"
      icon={<IconRotate2 aria-hidden />}
      title={t('reason', { what: names.task(kind), outcome: names.outcome(outcome, kind) })}
    >
      <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
      <Text size="sm" component="div">
        {actor} <When at={at} />
      </Text>
    </Alert>
  );
}

async function readReason(id: string, kind: HumanTaskKind, outcome: string) {
  const { items } = await ask(
    api.GET('/api/v1/human-tasks', {
      params: { query: { engagement: id, status: 'completed', kind: [kind], limit: 100 } },
    }),
  );
  const [last] = items.toSorted((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? ''));
  if (last?.outcome !== outcome) return null;
  const { items: entries } = await ask(
    api.GET('/api/v1/engagements/{id}/timeline', {
      params: { path: { id }, query: { entityId: last.id, operation: 'humanTasks.complete', limit: 1 } },
    }),
  );
  const [entry] = entries;
  return entry?.reason === undefined ? null : { text: entry.reason, at: entry.at, actor: entry.actor?.name ?? '' };
}
