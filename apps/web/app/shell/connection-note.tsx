import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnectionIsSaid } from '../../kit/connection-said';
import type { Connection } from './live';

/** A blink of the line is not worth a word; what lasts is. */
const PATIENCE_MS = 3_000;

export function ConnectionNote({ state }: { state: Connection }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const isSaid = useConnectionIsSaid();
  useEffect(() => {
    if (state === 'live') return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status">
      {isShown && !isSaid && (
        <Alert color="yellow" mb="md" icon={<IconPlugConnectedX aria-hidden />} title={t('connection.lost')}>
          {t('connection.lostText')}
        </Alert>
      )}
    </div>
  );
}
