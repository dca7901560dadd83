import { EVIDENCE_KINDS, type EvidenceKind, PERSONAL_EVIDENCE } from '@kado/domain/human-task-spec';
import { Button, FileInput, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { sha256Hex } from '../../kit/hash';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { toast } from '../../kit/toast';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { mayIn, useEngagement } from '../../parts/engagement';

/** Papers of the engagement that its steps need: the record holds name and fingerprint, the paper stays where it is. */
export function DocumentsPage() {
  const { t } = useTranslation('engagement');
  const names = useNames();
  const engagement = useEngagement();
  const { query, rows, more } = usePages(keys.engagement(engagement.key, 'evidence'), (cursor) =>
    ask(api.GET('/api/v1/engagements/{id}/evidence', { params: { path: { id: engagement.key }, query: { cursor } } })),
  );
  const nameOf = new Map(engagement.members?.map(({ person }) => [person.id, person.name]));
  return (
    <Stack gap="lg">
      {mayIn(engagement, 'evidence.record') && <RecordPaper engagementKey={engagement.key} />}
      <Section title={t('papers')}>
        <Loaded query={query} height={200}>
          {() =>
            rows.length === 0 ? (
              <Empty>{t('papersEmpty')}</Empty>
            ) : (
              <DataTable
                caption={t('papers')}
                rows={rows}
                rowKey={({ id }) => id}
                more={more}
                columns={[
                  {
                    key: 'kind',
                    title: t('paperKind'),
                    isHeading: true,
                    cell: ({ kind }) => names.code('evidence', kind),
                  },
                  { key: 'name', title: t('paperName'), cell: ({ documentName }) => documentName },
                  {
                    key: 'person',
                    title: t('paperPerson'),
                    cell: ({ personId }) => (personId ? (nameOf.get(personId) ?? '') : t('paperWhole')),
                  },
                  { key: 'at', title: t('paperAt'), cell: ({ recordedAt }) => <When at={recordedAt} /> },
                  {
                    key: 'hash',
                    title: t('paperHash'),
                    wideOnly: true,
                    cell: ({ documentSha256 }) => (
                      <Text size="sm" ff="monospace" title={documentSha256}>
                        {documentSha256.slice(0, 12)}…
                      </Text>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Section>
    </Stack>
  );
}

/** Papers of single people (terms notice, training) are recorded where the team is. */
const OF_THE_WHOLE = EVIDENCE_KINDS.filter((kind) => !PERSONAL_EVIDENCE.includes(kind));

function RecordPaper({ engagementKey }: { engagementKey: string }) {
  const { t } = useTranslation('engagement');
  const names = useNames();
  const [kind, setKind] = useState<EvidenceKind>(OF_THE_WHOLE[0] as EvidenceKind);
  const [file, setFile] = useState<File | null>(null);
  const [isAsked, setAsked] = useState(false);
  const record = useCommand(
    (body: { kind: EvidenceKind; documentName: string; documentSha256: string }, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/evidence', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: () => {
        toast(t('paperRecorded'));
        setFile(null);
        setAsked(false);
      },
    },
  );
  return (
    <Section title={t('recordPaper')}>
      <form
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          setAsked(true);
          if (!file) return;
          record.mutate({ kind, documentName: file.name, documentSha256: await sha256Hex(file) });
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('recordPaperHelp')}
          </Text>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <NativeSelect
              label={t('paperKind')}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as EvidenceKind)}
              data={OF_THE_WHOLE.map((value) => ({ value, label: names.code('evidence', value) }))}
            />
            <FileInput
              label={t('paperFile')}
              placeholder={t('chooseFile')}
              value={file}
              onChange={setFile}
              size="md"
              required
              error={isAsked && !file ? t('needed') : undefined}
            />
          </Group>
          {record.error && <ProblemAlert error={record.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={record.isPending}>
              {t('record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
