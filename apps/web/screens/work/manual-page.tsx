import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { ManualReader } from './manual-reader';

const route = getRouteApi('/app/work/$key/manual');

/** The manual as whoever works by it reads it: the newest version first, others to look things up. */
export function ManualPage() {
  const { t } = useTranslation('work');
  const { key } = route.useParams();
  const { version } = route.useSearch();
  const list = useQuery({
    queryKey: keys.engagement(key, 'manuals', 'heads'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/manuals', { params: { path: { id: key }, query: {} } })),
  });
  const toItems = (
    <ButtonLink to="/work/$key" params={{ key }} variant="default">
      {t('manual.back')}
    </ButtonLink>
  );
  return (
    <Page title={t('manual.title')} about={key} actions={toItems} width={800}>
      <Loaded query={list} height={320}>
        {({ items }) => {
          const published = items.filter(({ publishedAt }) => publishedAt !== null);
          const shown = published.find((head) => head.version === version) ?? published[0];
          if (!shown) return <Empty action={toItems}>{t('manual.none')}</Empty>;
          return <ManualReader key={shown.version} engagementKey={key} head={shown} published={published} />;
        }}
      </Loaded>
    </Page>
  );
}
