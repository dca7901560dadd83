import { Drawer, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { Facts } from '../../kit/facts';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { When } from '../../kit/when';
import { useWords } from '../../kit/words';
import { useFaultCodes } from '../../parts/fault-codes';
import { ItemPicture } from '../../parts/item-picture';
import { lotNoOf } from '../../parts/members';
import { ItemHistory } from './item-history';
import { ItemStateTag } from './item-state';

export function ItemDrawer({ engagementKey, id, onClose }: { engagementKey: string; id: string; onClose: () => void }) {
  const { t } = useTranslation('items');
  const { t: tk } = useTranslation();
  const item = useQuery({
    queryKey: keys.engagement(engagementKey, 'items', 'one', id),
    queryFn: () => ask(api.GET('/api/v1/work-items/{id}', { params: { path: { id } } })),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={item.data?.externalId ?? t('detail.title')}
      closeButtonProps={{ 'aria-label': tk('close') }}
    >
      <Loaded query={item} height={520}>
        {(one) => <Detail engagementKey={engagementKey} item={one} />}
      </Loaded>
    </Drawer>
  );
}

function Detail({ engagementKey, item }: { engagementKey: string; item: Of<'WorkItemDetail'> }) {
  const { t } = useTranslation('items');
  const say = useWords();
  const faults = useFaultCodes(engagementKey);
  const name = (id: string | null) => (id === null ? undefined : (item.people[id] ?? t('somebody')));
  const person = (label: string, id: string | null) => {
    const who = name(id);
    return who === undefined ? undefined : ([label, who] as const);
  };
  return (
    <Stack>
      <ItemPicture url={item.imageUrl} name={item.externalId} size={280} />
      <Facts
        items={[
          [t('column.state'), <ItemStateTag key="state" state={item.state} />],
          [
            t('column.answer'),
            <Text key="answer" fz={28} fw={700} lh={1.2}>
              {item.answer ?? '—'}
            </Text>,
          ],
          [
            t('column.lot'),
            item.lot === null ? (
              '—'
            ) : (
              <AnchorLink key="lot" to="/engagements/$key/lots" params={{ key: engagementKey }}>
                {t('lotNo', { no: lotNoOf(item.lot) })}
              </AnchorLink>
            ),
          ],
          person(t('column.author'), item.authorId),
          person(t('column.reviewer'), item.reviewerId),
          person(t('detail.secondReviewer'), item.secondReviewerId),
          person(t('detail.fixer'), item.fixerId),
          person(t('detail.adjudicator'), item.adjudicatorId),
          person(t('detail.holder'), item.holderId),
          item.leaseUntil === null ? undefined : [t('detail.lease'), <When key="lease" at={item.leaseUntil} />],
          item.activeSeconds === null
            ? undefined
            : [t('detail.seconds'), t('detail.secondsOf', { count: Math.round(item.activeSeconds) })],
          item.returns === 0
            ? undefined
            : [
                t('detail.returns'),
                t('detail.returnsOf', { count: item.returns, code: faults.nameOf(item.returnCode) }),
              ],
          item.manualVersion === null
            ? undefined
            : [t('detail.manual'), t('detail.version', { no: item.manualVersion })],
          item.planVersion === null ? undefined : [t('detail.plan'), t('detail.version', { no: item.planVersion })],
        ]}
      />
      {item.rejection && (
        <div>
          <Title order={3} size="h5">
            {t('detail.rejection')}
          </Title>
          <Text>{t('detail.rejectionText', { no: item.rejection.deliveryNo, name: say(item.rejection.name) })}</Text>
          {item.rejection.comment && <Text>{item.rejection.comment}</Text>}
        </div>
      )}
      <Title order={3} size="h5">
        {t('history.title')}
      </Title>
      <ItemHistory engagementKey={engagementKey} events={item.events} nameOf={name} />
    </Stack>
  );
}
