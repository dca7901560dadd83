import { Blockquote, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { Facts } from '../kit/facts';
import { Loaded } from '../kit/loaded';
import { count, percent, yen } from '../kit/time';
import { Day, When } from '../kit/when';
import { useNames } from '../kit/words';
import { useClauseWords } from './clauses';
import { engagementQuery } from './engagement';
import type { Task } from './use-decision';

const about = (task: Task) => ({ id: task.engagement.id });

export function QuestionWords({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const query = useQuery({
    queryKey: keys.engagement(task.engagement.key, 'questions', 'all'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/questions', { params: { path: about(task), query: { limit: 200 } } })),
  });
  return (
    <Loaded query={query} height={80}>
      {({ items }) => {
        const asked = items.find(({ questionNo }) => questionNo === task.subject.questionNo);
        if (!asked) return null;
        return (
          <Blockquote
            p="md"
            m={0}
            cite={asked.askedBy ? t('subject.askedBy', { name: asked.askedBy.name }) : undefined}
          >
            <Text style={{ whiteSpace: 'pre-wrap' }}>{asked.question}</Text>
            <When at={asked.askedAt} />
          </Blockquote>
        );
      }}
    </Loaded>
  );
}

/** What the client has asked for, in their own words. */
export function InquiryFacts({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const names = useNames();
  const query = useQuery(engagementQuery(task.engagement.key));
  return (
    <Loaded query={query} height={80}>
      {({ client, category, deliveryDue, description }) => (
        <>
          <Facts
            items={[
              [t('subject.client'), client.name],
              [t('subject.category'), names.code('category', category)],
              deliveryDue ? [t('subject.deliveryDue'), <Day key="due" date={deliveryDue} />] : undefined,
            ]}
          />
          {description !== '' && <Text style={{ whiteSpace: 'pre-wrap' }}>{description}</Text>}
        </>
      )}
    </Loaded>
  );
}

export function QuoteFacts({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const query = useQuery({
    queryKey: keys.engagement(task.engagement.key, 'quotes'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/quotes', { params: { path: about(task), query: { limit: 100 } } })),
    // A newer one may be written already: decided is on the one that was handed in.
    select: ({ items }) => items.find(({ stands }) => stands) ?? items[0] ?? null,
  });
  return (
    <Loaded query={query} height={80}>
      {(quote) =>
        quote ? (
          <Facts
            items={[
              [t('subject.total'), yen(quote.totalYen, i18n.language)],
              [t('subject.unit'), t('subject.unitYen', { yen: quote.unitPriceYen })],
              quote.marginRate === undefined
                ? undefined
                : [t('subject.margin'), percent(quote.marginRate, i18n.language)],
              [t('subject.validUntil'), <Day key="valid" date={quote.validUntil} isDue />],
              [t('subject.requirements'), t('subject.versionNo', { version: quote.requirementVersion })],
            ]}
          />
        ) : null
      }
    </Loaded>
  );
}

export function ChangeFacts({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const words = useClauseWords();
  const no = String(task.subject.changeNo ?? 0);
  const query = useQuery({
    queryKey: keys.engagement(task.engagement.key, 'changes', no),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/changes/{no}', { params: { path: { ...about(task), no } } })),
  });
  return (
    <Loaded query={query} height={80}>
      {(change) => (
        <>
          {change.reason && <Text style={{ whiteSpace: 'pre-wrap' }}>{change.reason}</Text>}
          <Facts
            items={[
              ...change.differences.map(
                ({ field, before, after }) =>
                  [
                    words.name(field),
                    t('subject.fromTo', {
                      before: words.value({ [field]: before }, field),
                      after: words.value({ [field]: after }, field),
                    }),
                  ] as const,
              ),
              change.price?.after
                ? [
                    t('subject.price'),
                    t('subject.fromTo', {
                      before: yen(change.price.before.totalYen, i18n.language),
                      after: yen(change.price.after.totalYen, i18n.language),
                    }),
                  ]
                : undefined,
            ]}
          />
          {change.price?.after == null && task.kind === 'assess_change' && (
            <Text size="sm">{t('subject.notOffered')}</Text>
          )}
        </>
      )}
    </Loaded>
  );
}

export function LotFacts({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const id = task.lot?.id ?? '';
  const query = useQuery({
    queryKey: keys.engagement(task.engagement.key, 'lots', id),
    queryFn: () => ask(api.GET('/api/v1/lots/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
  return (
    <Loaded query={query} height={80}>
      {({ inspection, total, round }) => (
        <Facts
          items={[
            [t('subject.items'), count(total, i18n.language)],
            [t('subject.round'), count(round, i18n.language)],
            inspection
              ? [t('subject.inspected'), t('subject.of', { done: inspection.inspected, total: inspection.sampleSize })]
              : undefined,
            inspection
              ? [
                  t('subject.defects'),
                  t('subject.defectsOf', { defects: inspection.defects, limit: inspection.acceptanceNumber }),
                ]
              : undefined,
          ]}
        />
      )}
    </Loaded>
  );
}
