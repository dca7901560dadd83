import { Alert, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { Empty } from '../../kit/empty';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { DecisionsHere } from '../../parts/decisions-here';
import { useEngagement } from '../../parts/engagement';
import { useMayHere } from '../../parts/members';
import { newestImport } from './import-command';
import { ImportProgress } from './import-progress';
import { ImportWizard } from './import-wizard';
import { useImportOpen } from './use-import-open';

const POLL_MS = 1_000;

/** Items come in: files, a trial without writing, then the import itself, whose progress is found again after a reload. */
export function ImportPage() {
  const { t } = useTranslation('items');
  const { key } = useParams({ from: '/app/engagements/$key' });
  const { stage } = useEngagement();
  const mayHere = useMayHere();
  const purpose = stage === 'requirements' ? 'pilot' : 'production';
  const asked = useImportOpen(key, purpose);
  const [dismissed, setDismissed] = useState<string>();
  const newest = useQuery({
    queryKey: [...keys.operation('newest-import'), key],
    queryFn: () => newestImport(key),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? POLL_MS : false),
  });
  const operation = newest.data && newest.data.id !== dismissed ? newest.data : null;
  return (
    <Stack gap="lg">
      <AnchorLink to="/engagements/$key/items" params={{ key }}>
        {t('backToItems')}
      </AnchorLink>
      {mayHere('imports.create') ? (
        <>
          {operation && (
            <ImportProgress engagementKey={key} operation={operation} onDismiss={() => setDismissed(operation.id)} />
          )}
          {newest.data !== undefined && operation?.state !== 'running' && asked === 'open' && (
            <ImportWizard engagementKey={key} purpose={purpose} onStarted={() => void newest.refetch()} />
          )}
          {(asked === 'done' || asked === 'closed') && operation?.state !== 'running' && (
            <Alert variant="light" icon={<IconInfoCircle aria-hidden />} title={t(`import.${asked}`)}>
              {t(`import.${asked}Text`)}
            </Alert>
          )}
          {newest.data === undefined && (
            <Loaded query={newest} height={480}>
              {() => null}
            </Loaded>
          )}
        </>
      ) : (
        <Empty>{t('import.notYours')}</Empty>
      )}
      <DecisionsHere kinds={['prepare_production', 'prepare_pilot', 'extend_production']} />
    </Stack>
  );
}
