import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../kit/data-table';
import { AnchorLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { When } from '../../kit/when';
import { useMemberName } from '../../parts/members';
import { PlanStatus } from './plan-view';
import type { PlanVersion } from './queries';

/** Every version that was ever written: none is lost, each is a link. */
export function PlanVersions(props: { engagementKey: string; versions: readonly PlanVersion[]; chosen: number }) {
  const { t } = useTranslation('plan');
  const nameOf = useMemberName();
  const columns: Column<PlanVersion>[] = [
    {
      key: 'version',
      title: t('versions.version'),
      isHeading: true,
      cell: ({ version }) => (
        <AnchorLink
          to="/engagements/$key/plan"
          params={{ key: props.engagementKey }}
          search={{ version }}
          aria-current={version === props.chosen ? 'true' : undefined}
        >
          {t('versionNo', { no: version })}
        </AnchorLink>
      ),
    },
    { key: 'status', title: t('versions.status'), cell: ({ status }) => <PlanStatus status={status} /> },
    { key: 'author', title: t('versions.author'), wideOnly: true, cell: ({ authorId }) => nameOf(authorId) },
    {
      key: 'manual',
      title: t('versions.manual'),
      wideOnly: true,
      cell: ({ manualVersion }) => t('versionNo', { no: manualVersion }),
    },
    { key: 'at', title: t('versions.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  return (
    <Section title={t('versions.title')}>
      <DataTable
        caption={t('versions.title')}
        columns={columns}
        rows={props.versions}
        rowKey={({ version }) => String(version)}
        currentKey={String(props.chosen)}
      />
    </Section>
  );
}
