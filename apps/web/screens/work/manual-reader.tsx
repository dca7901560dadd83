import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { shortDateTime } from '../../kit/time';
import { toast } from '../../kit/toast';

interface ManualReaderProps {
  engagementKey: string;
  head: Of<'ManualHead'>;
  published: readonly Of<'ManualHead'>[];
}

export function ManualReader({ engagementKey, head, published }: ManualReaderProps) {
  const { t, i18n } = useTranslation('work');
  const { version } = head;
  const manual = useQuery({
    queryKey: keys.engagement(engagementKey, 'manuals', version),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/manuals/{version}', {
          params: { path: { id: engagementKey, version: String(version) } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isNewest = version === published[0]?.version;
  return (
    <Loaded query={manual} height={320}>
      {({ sections, publishedAt }) => (
        <Stack>
          <Text c="dimmed" size="sm">
            {t('manual.version', { version, at: shortDateTime(publishedAt ?? head.createdAt, i18n.language) })}
          </Text>
          {!isNewest && (
            <Alert color="yellow">
              <AnchorLink to="/work/$key/manual" params={{ key: engagementKey }} search={{}}>
                {t('manual.older')}
              </AnchorLink>
            </Alert>
          )}
          {sections.length > 3 && (
            <Contents engagementKey={engagementKey} search={isNewest ? {} : { version }} sections={sections} />
          )}
          {sections.map(({ code, titleJa, bodyJa }) => (
            <div key={code} id={`section-${code}`}>
              <Section title={titleJa}>
                <Text lang="ja" style={{ whiteSpace: 'pre-wrap' }}>
                  {bodyJa}
                </Text>
              </Section>
            </div>
          ))}
          {isNewest && <Acknowledge engagementKey={engagementKey} version={version} />}
          {published.length > 1 && (
            <Group gap="sm">
              <Text size="sm">{t('manual.others')}</Text>
              {published
                .filter((other) => other.version !== version)
                .map((other) => (
                  <AnchorLink
                    key={other.version}
                    size="sm"
                    to="/work/$key/manual"
                    params={{ key: engagementKey }}
                    search={{ version: other.version }}
                  >
                    {t('manual.number', { version: other.version })}
                  </AnchorLink>
                ))}
            </Group>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface ContentsProps {
  engagementKey: string;
  search: { version?: number };
  sections: readonly { code: string; titleJa: string }[];
}

function Contents({ engagementKey, search, sections }: ContentsProps) {
  const { t } = useTranslation('work');
  return (
    <Stack component="nav" gap={4} aria-label={t('manual.contents')}>
      {sections.map(({ code, titleJa }) => (
        <AnchorLink
          key={code}
          to="/work/$key/manual"
          params={{ key: engagementKey }}
          search={search}
          hash={`section-${code}`}
          lang="ja"
        >
          {titleJa}
        </AnchorLink>
      ))}
    </Stack>
  );
}

function Acknowledge({ engagementKey, version }: { engagementKey: string; version: number }) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const acknowledge = useCommand<Of<'ManualAcknowledged'>>(
    (_, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/manuals/{version}/acknowledgement', {
          params: { path: { id: engagementKey, version: String(version) }, header: { 'Idempotency-Key': key } },
        }),
      ),
    {
      outdates: [keys.myWork],
      onDone: () => {
        toast(t('manual.acknowledged', { version }));
        void navigate({ to: '/work/$key', params: { key: engagementKey } });
      },
    },
  );
  return (
    <Stack align="flex-start">
      {acknowledge.error && <ProblemAlert error={acknowledge.error} onRetry={() => acknowledge.mutate()} />}
      <Button onClick={() => acknowledge.mutate()} loading={acknowledge.isPending}>
        {t('manual.acknowledge', { version })}
      </Button>
      <Text size="sm" c="dimmed">
        {t('manual.acknowledgeAbout')}
      </Text>
    </Stack>
  );
}
