import { useTranslation } from 'react-i18next';
import { DataTable } from '../../kit/data-table';
import { useWords } from '../../kit/words';
import type { Rejections } from './queries';

/** What the client has named, to read. */
export function RejectedList({ rejections }: { rejections: Rejections }) {
  const { t } = useTranslation('deliveries');
  const say = useWords();
  return (
    <DataTable
      caption={t('named.title')}
      rows={rejections.items}
      rowKey={({ workItemId }) => workItemId}
      columns={[
        { key: 'id', title: t('named.id'), isHeading: true, cell: ({ externalId }) => externalId },
        { key: 'code', title: t('named.code'), cell: ({ name }) => say(name) },
        { key: 'comment', title: t('named.comment'), cell: ({ comment }) => comment },
      ]}
    />
  );
}
