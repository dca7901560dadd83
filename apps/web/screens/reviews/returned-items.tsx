import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { Pages } from '../../kit/pages-loaded';
import { Section } from '../../kit/section';
import { When } from '../../kit/when';
import { useFaultCodes } from '../../parts/fault-codes';
import { ItemPicture } from '../../parts/item-picture';

type Item = Of<'WorkItem'>;

/** What has gone back to its authors and is not answered anew yet, with the reason they read. */
export function ReturnedItems({ engagementKey }: { engagementKey: string }) {
  const { t } = useTranslation('reviews');
  const codes = useFaultCodes(engagementKey);
  const items = usePages(keys.engagement(engagementKey, 'items', { state: 'returned' }), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/work-items', {
        params: { path: { id: engagementKey }, query: { state: ['returned'], limit: 20, cursor } },
      }),
    ),
  );
  const columns: Column<Item>[] = [
    {
      key: 'item',
      title: t('returned.item'),
      isHeading: true,
      cell: (item) => (
        <Group gap="sm" wrap="nowrap">
          <div style={{ width: 56, flexShrink: 0 }}>
            <ItemPicture url={item.imageUrl} name={item.externalId} size={56} />
          </div>
          <Text size="sm">{item.externalId}</Text>
        </Group>
      ),
    },
    { key: 'answer', title: t('answer'), cell: (item) => item.answer ?? '—' },
    { key: 'why', title: t('returned.why'), cell: (item) => codes.nameOf(item.returnCode) },
    { key: 'times', title: t('returned.times'), align: 'right', wideOnly: true, cell: (item) => item.returns },
    { key: 'at', title: t('returned.at'), wideOnly: true, cell: (item) => <When at={item.updatedAt} /> },
  ];
  return (
    <Section title={t('returned.title')}>
      <Pages query={items.query} height={160}>
        {items.rows.length === 0 ? (
          <Empty>{t('returned.empty')}</Empty>
        ) : (
          <DataTable
            caption={t('returned.title')}
            columns={columns}
            rows={items.rows}
            rowKey={({ id }) => id}
            more={items.more}
          />
        )}
      </Pages>
    </Section>
  );
}
