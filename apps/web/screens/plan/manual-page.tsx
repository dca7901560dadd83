import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { StatusTag } from '../../kit/status-tag';
import { When } from '../../kit/when';
import { useMayHere } from '../../parts/members';
import { Acknowledge } from './acknowledge';
import { ManualCompare } from './manual-compare';
import { ManualEditor } from './manual-editor';
import { ManualText } from './manual-text';
import { type ManualHead, useManual, useManuals } from './queries';

/** The manual for everybody who works by it; for the director also where it is written. */
export function ManualPage() {
  const { t } = useTranslation('plan');
  const { key } = useParams({ from: '/app/engagements/$key/manual' });
  const search = useSearch({ from: '/app/engagements/$key/manual' });
  const navigate = useNavigate({ from: '/engagements/$key/manual' });
  const mayHere = useMayHere();
  const manuals = useManuals(key);
  const heads = manuals.data ?? [];
  // Whoever works reads what is in force; a draft is newer but not yet.
  const inForce = heads.find(({ publishedAt }) => publishedAt !== null);
  const chosen =
    heads.find(({ version }) => version === search.version) ??
    (mayHere('manuals.write') ? heads[0] : (inForce ?? heads[0]));
  const manual = useManual(key, chosen?.version);
  const mayWrite = mayHere('manuals.write');
  if (search.edit && mayWrite && (chosen === undefined || manual.data))
    return (
      <ManualEditor
        engagementKey={key}
        latest={manual.data}
        onClose={(version) => void navigate({ search: version === undefined ? {} : { version } })}
      />
    );
  const actions = (
    <>
      {mayHere('plans.list') && (
        <ButtonLink variant="default" to="/engagements/$key/plan" params={{ key }}>
          {t('toPlan')}
        </ButtonLink>
      )}
      {mayWrite && (
        <ButtonLink to="/engagements/$key/manual" params={{ key }} search={{ edit: true }}>
          {heads.length === 0 ? t('manual.writeFirst') : t('manual.writeNext')}
        </ButtonLink>
      )}
    </>
  );
  return (
    <Loaded query={manuals} height={480}>
      {() =>
        chosen ? (
          <Stack gap="lg">
            <Section title={t('manual.titleNo', { no: chosen.version })} actions={actions}>
              <Group gap="md" align="flex-end">
                <NativeSelect
                  label={t('manual.version')}
                  value={String(chosen.version)}
                  onChange={(event) => void navigate({ search: { version: Number(event.currentTarget.value) } })}
                  data={heads.map((head) => ({ value: String(head.version), label: labelOf(head, t) }))}
                />
                {heads.length > 1 && (
                  <NativeSelect
                    label={t('manual.against')}
                    value={search.against ?? ''}
                    onChange={(event) =>
                      void navigate({
                        search: {
                          version: chosen.version,
                          ...(event.currentTarget.value !== '' && { against: Number(event.currentTarget.value) }),
                        },
                      })
                    }
                    data={[
                      { value: '', label: t('manual.againstNone') },
                      ...heads
                        .filter(({ version }) => version !== chosen.version)
                        .map((head) => ({ value: String(head.version), label: labelOf(head, t) })),
                    ]}
                  />
                )}
              </Group>
              <Group gap="md">
                <StatusTag
                  tone={chosen.publishedAt === null ? 'draft' : 'done'}
                  text={t(chosen.publishedAt === null ? 'manual.draft' : 'manual.published')}
                />
                <When at={chosen.publishedAt ?? chosen.createdAt} />
                {inForce && inForce.version > chosen.version && (
                  <Text size="sm">
                    {t('manual.older')}{' '}
                    <AnchorLink to="/engagements/$key/manual" params={{ key }} search={{ version: inForce.version }}>
                      {t('manual.toNewest', { no: inForce.version })}
                    </AnchorLink>
                  </Text>
                )}
              </Group>
              <Loaded query={manual} height={360}>
                {(read) =>
                  search.against === undefined ? (
                    <ManualText sections={read.sections} hasContents />
                  ) : (
                    <ManualCompare engagementKey={key} after={read} against={search.against} />
                  )
                }
              </Loaded>
              {manual.data && <Acknowledge engagementKey={key} manual={manual.data} />}
            </Section>
          </Stack>
        ) : (
          <Section title={t('manual.title')} actions={actions}>
            <Empty>{mayWrite ? t('manual.emptyWrite') : t('manual.empty')}</Empty>
          </Section>
        )
      }
    </Loaded>
  );
}

function labelOf({ version, publishedAt }: ManualHead, t: (key: string, values: Record<string, unknown>) => string) {
  return t(publishedAt === null ? 'manual.optionDraft' : 'manual.option', { no: version });
}
