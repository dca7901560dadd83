import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { type Engagement, mayIn, useIsAsked } from '../../parts/engagement';
import { ClauseForm } from './clause-form';
import type { Version } from './queries';
import { requirementsRoute, useGo } from './route-api';
import { VersionReader } from './version-reader';
import { VersionTable } from './version-table';

/** The clauses: read, compared, written anew. */
export function ClausesSection({ engagement, versions }: { engagement: Engagement; versions: readonly Version[] }) {
  const { t } = useTranslation('requirements');
  const { key } = engagement;
  const search = requirementsRoute.useSearch();
  const go = useGo();
  const mayWrite = mayIn(engagement, 'requirements.write') && engagement.stage === 'requirements';
  const isAsked = useIsAsked(key, 'draft_requirements');
  const newest = versions[0];
  const shown = versions.find(({ version }) => version === search.version) ?? newest;
  const against = versions.find(({ version }) => version === search.against && version !== shown?.version);
  const write = mayWrite && (
    <ButtonLink
      to="/engagements/$key/requirements"
      params={{ key }}
      search={{ write: 'clauses' }}
      resetScroll={false}
      variant={isAsked ? 'filled' : 'default'}
    >
      {newest ? t('writeNext') : t('writeFirst')}
    </ButtonLink>
  );

  if (mayWrite && search.write === 'clauses')
    return (
      <Section title={newest ? t('writeNext') : t('writeFirst')}>
        <ClauseForm
          key={newest?.version ?? 0}
          engagementKey={key}
          newest={newest}
          start={{
            category: engagement.category,
            ...(engagement.deliveryDue && { deliveryDue: engagement.deliveryDue }),
          }}
          onDone={(version) => go({ version, ...(newest && { against: newest.version }) }, { resetScroll: true })}
          onClose={() => go({}, { resetScroll: true })}
        />
      </Section>
    );
  return (
    <Section title={t('clauses')} actions={newest && write}>
      {shown ? (
        <>
          <VersionTable versions={versions} shown={shown.version} />
          <VersionReader versions={versions} shown={shown} against={against} />
        </>
      ) : (
        <Empty action={write}>{emptyText()}</Empty>
      )}
    </Section>
  );

  function emptyText(): string {
    if (mayWrite) return t('empty.write');
    if (engagement.stage === 'inquiry') return t('empty.inquiry');
    return t(engagement.myRoles.includes('client') ? 'empty.client' : 'empty.others');
  }
}
