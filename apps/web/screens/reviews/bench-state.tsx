import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewDesk } from './desk';
import { openItems, type Session } from './session';

/** What was judged here, what is still to be sent, and how long the items in hand are one's own. Nobody is compared. */
export function BenchState({ session, desk }: { session: Session; desk: ReviewDesk }) {
  const { t } = useTranslation('reviews');
  const { accept, fix } = session.tally;
  const waiting = session.given.length + (session.outbox?.items.length ?? 0);
  if (accept + fix + session.tally.return + waiting + session.items.length === 0) return null;
  return (
    <Group gap="md" mt="md" justify="space-between">
      <div>
        <Text size="sm" className="figures">
          {t('tally', { accept, fix, returned: session.tally.return })}
        </Text>
        <LeaseLeft session={session} />
      </div>
      {waiting > 0 && (
        <Group gap="xs">
          <Text size="sm" className="figures">
            {t('waiting', { count: waiting })}
          </Text>
          <Button variant="default" size="compact-md" mih={44} onClick={desk.send}>
            {t('sendNow')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

function LeaseLeft({ session }: { session: Session }) {
  const { t } = useTranslation('reviews');
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const open = openItems(session);
  if (open.length === 0) return null;
  const left = Math.min(...open.map(({ leaseUntil }) => Date.parse(leaseUntil))) - now;
  return (
    <Text size="sm" c="dimmed" className="figures">
      {t('inHand', { count: open.length })}{' '}
      {left > 0 ? t('leaseLeft', { minutes: Math.max(1, Math.round(left / 60_000)) }) : t('leaseOver')}
    </Text>
  );
}
