import { PERSONAL_EVIDENCE } from '@kado/domain/human-task-spec';
import { kindSpec } from '@kado/domain/human-tasks';
import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCommand } from '../api/command';
import { keys } from '../api/keys';
import { sha256Hex } from '../kit/hash';
import { ProblemAlert } from '../kit/problem-alert';
import { shortDateTime } from '../kit/time';
import type { Task } from './use-decision';
import { useStanding } from './use-standing';

/** A step that stands on a paper: which one, whether it is on file, and the way to put it there. */
export function EvidenceNote({ task }: { task: Task }) {
  const { evidence } = kindSpec(task.kind);
  const { canAct } = useStanding(task);
  if (!evidence || task.status !== 'open' || !canAct) return null;
  return <Papers task={task} kind={evidence} />;
}

type Kind = NonNullable<ReturnType<typeof kindSpec>['evidence']>;

function Papers({ task, kind }: { task: Task; kind: Kind }) {
  const { t, i18n } = useTranslation('parts');
  const { t: say } = useTranslation('codes');
  const { id, key: engagementKey } = task.engagement;
  const queryKey = keys.engagement(engagementKey, 'evidence', 'all');
  const query = useQuery({
    queryKey,
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/evidence', { params: { path: { id }, query: { limit: 200 } } })),
  });
  const record = useCommand(
    async (file: File, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/evidence', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { kind, documentName: file.name, documentSha256: await sha256Hex(file) },
        }),
      ),
    { outdates: [queryKey, ...[keys.tasks]] },
  );
  const papers = (query.data?.items ?? []).filter((paper) => paper.kind === kind);
  const isPersonal = PERSONAL_EVIDENCE.includes(kind);
  const names = [...new Map(papers.map((paper) => [paper.documentName, paper])).values()];
  return (
    <Stack gap={4}>
      <Text size="sm">
        {t(names.length > 0 ? 'evidence.onFile' : 'evidence.missing', { paper: say(`evidence.${kind}`) })}
      </Text>
      {names.length > 0 && (
        <List size="sm">
          {names.slice(-5).map((paper) => (
            <List.Item key={paper.id}>
              {paper.documentName} {shortDateTime(paper.recordedAt, i18n.language)}
            </List.Item>
          ))}
        </List>
      )}
      {isPersonal ? (
        <Text size="sm">{t('evidence.perPerson')}</Text>
      ) : (
        <Group gap="xs">
          <FileButton onChange={(file) => file && record.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" loading={record.isPending}>
                {t('evidence.record')}
              </Button>
            )}
          </FileButton>
          <Text size="xs" c="dimmed">
            {t('evidence.howto')}
          </Text>
        </Group>
      )}
      {record.error && <ProblemAlert error={record.error} />}
    </Stack>
  );
}
