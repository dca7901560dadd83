import type { OperationId } from '@kado/auth/policy';
import { NavLink, ScrollArea } from '@mantine/core';
import { Link, type LinkProps, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { mayIn } from '../../parts/engagement';

/** Parts of an engagement, in the order of its life; shown to those who may read them. `also`: a page that belongs to the part. */
const PARTS: { to: LinkProps['to']; name: string; needs: readonly OperationId[]; also?: LinkProps['to'] }[] = [
  { to: '/engagements/$key', name: 'overview', needs: ['engagements.get'] },
  { to: '/engagements/$key/requirements', name: 'requirements', needs: ['requirements.list'] },
  {
    to: '/engagements/$key/plan',
    name: 'plan',
    needs: ['plans.list', 'manuals.list'],
    also: '/engagements/$key/manual',
  },
  { to: '/engagements/$key/team', name: 'team', needs: ['team.check', 'members.list'] },
  { to: '/engagements/$key/items', name: 'items', needs: ['items.list'], also: '/engagements/$key/import' },
  { to: '/engagements/$key/reviews', name: 'reviews', needs: ['reviews.next'] },
  { to: '/engagements/$key/lots', name: 'lots', needs: ['lots.list'], also: '/engagements/$key/adjudications' },
  { to: '/engagements/$key/deliveries', name: 'deliveries', needs: ['deliveries.list'] },
  { to: '/engagements/$key/changes', name: 'changes', needs: ['changes.list'] },
  { to: '/engagements/$key/documents', name: 'documents', needs: ['evidence.list'] },
  { to: '/engagements/$key/timeline', name: 'timeline', needs: ['engagements.timeline'] },
];

export function Tabs({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t } = useTranslation('engagement');
  const isOn = useMatchRoute();
  return (
    <ScrollArea type="never" offsetScrollbars={false}>
      <nav
        aria-label={t('parts')}
        style={{ display: 'flex', gap: 2, borderBottom: '1px solid var(--mantine-color-default-border)' }}
      >
        {PARTS.filter(({ needs }) => needs.some((operation) => mayIn(engagement, operation))).map(
          ({ to, name, also }) => {
            const isActive = Boolean(isOn({ to, fuzzy: name !== 'overview' }) || (also && isOn({ to: also })));
            return (
              <NavLink
                key={name}
                component={Link}
                to={to}
                params={{ key: engagement.key } as never}
                activeOptions={{ exact: name === 'overview' }}
                active={isActive}
                aria-current={isActive ? 'page' : undefined}
                label={t(`part.${name}`)}
                w="auto"
                mih={44}
                px="sm"
                style={{
                  whiteSpace: 'nowrap',
                  flex: 'none',
                  borderBottom: isActive ? '3px solid var(--mantine-primary-color-filled)' : '3px solid transparent',
                }}
              />
            );
          },
        )}
      </nav>
    </ScrollArea>
  );
}
