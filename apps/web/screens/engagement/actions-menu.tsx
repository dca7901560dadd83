import { COMMANDS, type CommandKind, type CommandSpec } from '@kado/domain/commands';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { useWords } from '../../kit/words';
import { mayIn } from '../../parts/engagement';
import { AsideDialog } from './aside-dialog';
import { EditDialog } from './edit-dialog';

export type Aside = 'hold' | 'resume' | 'cancel' | 'lose' | 'reopen';
const ASIDES: readonly Exclude<Aside, 'reopen'>[] = ['resume', 'hold', 'lose', 'cancel'];
const ENDED = ['closed', 'cancelled', 'declined', 'lost'];

/** What people may do to an engagement without being asked; stages and roles are the domain's table. */
export function ActionsMenu({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t } = useTranslation('engagement');
  const say = useWords();
  const [open, setOpen] = useState<Aside | 'edit'>();
  const offered: Aside[] = ASIDES.filter((name) => isOffered(name, engagement));
  if (ENDED.includes(engagement.stage) && mayIn(engagement, 'engagements.reopen')) offered.push('reopen');
  const mayEdit = mayIn(engagement, 'engagements.update') && !ENDED.includes(engagement.stage);
  if (offered.length === 0 && !mayEdit && engagement.temporalUrl === undefined) return null;
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon aria-label={t('actions')} variant="default">
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit && <Menu.Item onClick={() => setOpen('edit')}>{t('edit')}</Menu.Item>}
          {offered.map((name) => (
            <Menu.Item
              key={name}
              onClick={() => setOpen(name)}
              color={name === 'cancel' || name === 'lose' ? 'red' : undefined}
            >
              {name === 'reopen' ? t('reopen') : say(COMMANDS[name])}
            </Menu.Item>
          ))}
          {engagement.temporalUrl !== undefined && (
            <Menu.Item
              component="a"
              href={engagement.temporalUrl}
              target="_blank"
              rel="noreferrer"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              {t('temporal')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <EditDialog engagement={engagement} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== 'edit' && (
        <AsideDialog aside={open} engagement={engagement} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function isOffered(name: CommandKind, engagement: Of<'Engagement'>): boolean {
  const { roles, stages }: CommandSpec = COMMANDS[name];
  return stages.includes(engagement.stage) && engagement.myRoles.some((role) => roles.includes(role));
}
