import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../kit/data-table';
import { AnchorLink } from '../../kit/links';
import { StatusTag, type Tone } from '../../kit/status-tag';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import type { Version } from './queries';
import { requirementsRoute } from './route-api';

const TONES: Record<Version['status'], Tone> = {
  draft: 'draft',
  submitted: 'waiting',
  returned: 'back',
  signed: 'done',
  declined: 'ended',
};

export function VersionTag({ status }: { status: Version['status'] }) {
  const names = useNames();
  return <StatusTag tone={TONES[status]} text={names.code('requirementStatus', status)} />;
}

/** Every version with its state and author; each can be read, and compared with the one before it. */
export function VersionTable({ versions, shown }: { versions: readonly Version[]; shown: number }) {
  const { t } = useTranslation('requirements');
  const { key } = requirementsRoute.useParams();
  const hasAuthors = versions.some(({ author }) => author !== null);
  return (
    <DataTable
      caption={t('versions')}
      rows={versions}
      rowKey={({ version }) => String(version)}
      currentKey={String(shown)}
      columns={[
        {
          key: 'version',
          title: t('column.version'),
          isHeading: true,
          cell: ({ version }) => (
            <AnchorLink
              to="/engagements/$key/requirements"
              params={{ key }}
              search={{ version }}
              aria-current={version === shown || undefined}
              resetScroll={false}
            >
              {t('version', { version })}
            </AnchorLink>
          ),
        },
        { key: 'status', title: t('column.status'), cell: ({ status }) => <VersionTag status={status} /> },
        ...(hasAuthors
          ? [{ key: 'author', title: t('column.author'), cell: ({ author }: Version) => author?.name ?? '' }]
          : []),
        { key: 'at', title: t('column.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
        {
          key: 'compare',
          title: t('column.compare'),
          cell: ({ version }) => {
            const before = versions.find((other) => other.version < version);
            return (
              before && (
                <Group gap="sm">
                  <AnchorLink
                    to="/engagements/$key/requirements"
                    params={{ key }}
                    search={{ version, against: before.version }}
                    resetScroll={false}
                  >
                    {t('compareWith', { version: before.version })}
                  </AnchorLink>
                </Group>
              )
            );
          },
        },
      ]}
    />
  );
}
