import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { ProblemError } from '../../api/problem';
import { ProblemAlert } from '../../kit/problem-alert';
import { count } from '../../kit/time';
import { toast } from '../../kit/toast';
import { NamedTable } from './named-table';
import { addNew, type NamedItem } from './paste';
import { PasteItems } from './paste-items';
import type { Rejections } from './queries';
import { useNamedItems } from './use-named-items';

/** What one request may name. */
const MOST = 1_000;

interface NameRejectionsProps {
  engagementKey: string;
  deliveryItems: number;
  saved: Rejections;
}

const itemsOf = ({ items }: Rejections): NamedItem[] =>
  items.map(({ externalId, code, comment }) => ({ externalId, code, comment }));

/** The client names exactly what is not acceptable. Saving sends nothing back: the decision does. */
export function NameRejections({ engagementKey, deliveryItems, saved }: NameRejectionsProps) {
  const { t, i18n } = useTranslation('deliveries');
  const no = saved.deliveryNo;
  const named = useNamedItems(`rejections:${engagementKey}:${no}`, itemsOf(saved));
  const path = { id: engagementKey, no: String(no) };
  const save = useCommand(
    (items: readonly NamedItem[]) =>
      items.length === 0
        ? ask(api.DELETE('/api/v1/engagements/{id}/deliveries/{no}/rejections', { params: { path } }))
        : ask(
            api.PUT('/api/v1/engagements/{id}/deliveries/{no}/rejections', {
              params: { path },
              body: {
                items: items.map(({ comment, ...item }) => ({ ...item, ...(comment.trim() && { comment }) })),
              },
            }),
          ),
    {
      outdates: [keys.engagement(engagementKey), keys.tasks],
      onDone: (answer) => {
        named.taken(itemsOf(answer));
        toast(
          answer.items.length === 0
            ? t('named.cleared')
            : t('named.saved', { items: count(answer.items.length, i18n.language) }),
        );
      },
    },
  );
  const { rows, faults, isChanged } = named;
  const send = (items: readonly NamedItem[]) => save.mutate(items, { onError: (error) => named.blame(error, items) });
  const isRowProblem = save.error instanceof ProblemError && faults.size > 0;
  return (
    <Stack>
      <Text>{t('named.about')}</Text>
      <PasteItems
        onAdd={(items) => {
          const { rows: next, known } = addNew(rows, items);
          named.set(next);
          const added = t('paste.added', { added: items.length - known });
          return known > 0 ? `${added} ${t('paste.known', { known })}` : added;
        }}
      />
      {rows.length > 0 && <NamedTable rows={rows} faults={faults} onChange={named.change} onRemove={named.remove} />}
      <Alert color={isChanged ? 'yellow' : 'blue'} icon={<IconInfoCircle aria-hidden />}>
        {t('named.count', {
          named: count(rows.length, i18n.language),
          all: count(deliveryItems, i18n.language),
        })}{' '}
        {isChanged ? t('named.unsaved') : saved.items.length > 0 ? t('named.next') : t('named.nothing')}{' '}
        {!isChanged && <Anchor href="#decisions">{t('named.toDecision')}</Anchor>}
      </Alert>
      {rows.length > MOST && <Alert color="red">{t('named.tooMany', { most: count(MOST, i18n.language) })}</Alert>}
      {isRowProblem && (
        <Alert color="red" role="alert" title={t('named.faulty', { count: faults.size })}>
          {t('named.faultyText')}
        </Alert>
      )}
      {save.error && !isRowProblem && <ProblemAlert error={save.error} onRetry={() => send(rows)} />}
      <Group>
        {isChanged && (rows.length > 0 || saved.items.length > 0) && (
          <Button onClick={() => send(rows)} loading={save.isPending}>
            {rows.length > 0 ? t('named.save') : t('named.clear')}
          </Button>
        )}
        {isChanged && (
          <Button variant="default" onClick={() => named.taken(itemsOf(saved))}>
            {t('named.undo')}
          </Button>
        )}
        {!isChanged && saved.items.length > 0 && (
          <Button variant="default" onClick={() => send([])} loading={save.isPending}>
            {t('named.clear')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
