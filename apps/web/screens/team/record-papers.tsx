import { type EvidenceKind, type HumanTaskKindSpec, PERSONAL_EVIDENCE } from '@kado/domain/human-task-spec';
import { HUMAN_TASK_KINDS } from '@kado/domain/human-tasks';
import { Button, FileInput, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { sha256Hex } from '../../kit/hash';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import type { Member } from './members';

export type PaperKind = Extract<EvidenceKind, 'terms_notice' | 'training_gate' | 'end_notice'>;
const ENDING = new Set(['cancelling', 'on_hold']);

/** Papers about people that one of my roles vouches for: whoever decides the step that stands on them. */
export function papersICanRecord({ myRoles, stage }: Of<'Engagement'>): PaperKind[] {
  const specs: HumanTaskKindSpec[] = Object.values(HUMAN_TASK_KINDS);
  return (PERSONAL_EVIDENCE as readonly PaperKind[]).filter((kind) => {
    if (kind === 'end_notice' && !ENDING.has(stage)) return false;
    const isPilot = stage === 'requirements' && myRoles.includes('coordinator');
    return isPilot || specs.some((spec) => spec.evidence === kind && myRoles.includes(spec.role));
  });
}

interface RecordPapersProps {
  engagementKey: string;
  kinds: readonly PaperKind[];
  people: readonly Member[];
  lacking: (kind: PaperKind) => string[];
  chosen: ReadonlySet<string>;
  onChoose: (personIds: readonly string[]) => void;
}

interface Recorded {
  kind: PaperKind;
  documentName: string;
  documentSha256: string;
  personIds: string[];
}

/** One paper, for everybody it is about. Its name and fingerprint are kept; the file does not leave this machine. */
export function RecordPapers({ engagementKey, kinds, people, lacking, chosen, onChoose }: RecordPapersProps) {
  const { t } = useTranslation('team');
  const names = useNames();
  const [kind, setKind] = useState<PaperKind>(kinds[0] as PaperKind);
  const [file, setFile] = useState<File | null>(null);
  const [isAsked, setAsked] = useState(false);
  const personIds = people.filter(({ personId }) => chosen.has(personId)).map(({ personId }) => personId);
  const without = [...new Set(lacking(kind))];
  const record = useCommand(
    (body: Recorded, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/evidence', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ recorded }) => {
        toast(t('paper.recorded', { count: recorded }));
        setFile(null);
        setAsked(false);
        onChoose([]);
      },
    },
  );
  const isNobody = personIds.length === 0;
  return (
    <Paper withBorder p="md">
      <form
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          setAsked(true);
          if (!file || isNobody) return;
          record.mutate({ kind, documentName: file.name, documentSha256: await sha256Hex(file), personIds });
        }}
      >
        <Stack gap="sm">
          <Title order={3} size="h5">
            {t('paper.title')}
          </Title>
          <Text size="sm">{t('paper.about')}</Text>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <NativeSelect
              label={t('paper.kind')}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as PaperKind)}
              data={kinds.map((value) => ({ value, label: names.code('evidence', value) }))}
            />
            <FileInput
              label={t('paper.file')}
              placeholder={t('paper.choose')}
              value={file}
              onChange={setFile}
              size="md"
              required
              clearable
              clearButtonProps={{ 'aria-label': t('paper.clear') }}
              error={isAsked && !file ? t('paper.fileNeeded') : undefined}
            />
          </Group>
          <Group gap="xs">
            {without.length > 0 && (
              <Button variant="default" onClick={() => onChoose(without)}>
                {t('paper.chooseLacking', { count: without.length })}
              </Button>
            )}
            <Text size="sm" fw={700} c={isAsked && isNobody ? 'var(--mantine-color-error)' : undefined} role="status">
              {isNobody ? t('paper.nobody') : t('paper.forPeople', { count: personIds.length })}
            </Text>
          </Group>
          {record.error && <ProblemAlert error={record.error} />}
          <Group>
            <Button type="submit" loading={record.isPending}>
              {t('paper.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
