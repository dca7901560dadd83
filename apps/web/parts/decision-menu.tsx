import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCalendarTime,
  IconDots,
  IconHandGrab,
  IconMessageQuestion,
  IconUserShare,
} from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayAtAll, useMe } from '../app/session';
import { AskClientDialog } from './ask-client';
import { DelegateDialog, ForwardDialog } from './hand-over';
import { RecallDialog } from './recall';
import { RescheduleDialog } from './reschedule';
import { TakeOverDialog } from './take-over';
import type { Task } from './use-decision';
import { useStanding } from './use-standing';

const DIALOGS = {
  delegate: DelegateDialog,
  forward: ForwardDialog,
  takeOver: TakeOverDialog,
  recall: RecallDialog,
  reschedule: RescheduleDialog,
  ask: AskClientDialog,
};
type Deed = keyof typeof DIALOGS;

const ICONS: Record<Deed, ComponentType<{ size?: number }>> = {
  delegate: IconUserShare,
  forward: IconArrowForwardUp,
  takeOver: IconHandGrab,
  recall: IconArrowBackUp,
  reschedule: IconCalendarTime,
  ask: IconMessageQuestion,
};

/** What else can be done with a task than deciding it. */
export function DecisionMenu({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const me = useMe();
  const may = useMayAtAll();
  const { canAct, isTaken, isMine } = useStanding(task);
  const [open, setOpen] = useState<Deed>();
  if (task.status !== 'open') return null;
  const shown: Record<Deed, boolean> = {
    delegate: canAct,
    forward: canAct || isMine,
    takeOver: task.mayDecide && isTaken,
    recall: task.ownerId === me.person.id,
    reschedule: may('humanTasks.reschedule'),
    // A question hangs on a task of the engagement that does not wait for the client already.
    ask: may('questions.ask') && task.waitsFor === 'kado' && task.lot === null,
  };
  const deeds = (Object.keys(DIALOGS) as Deed[]).filter((deed) => shown[deed]);
  if (deeds.length === 0) return null;
  const Dialog = open && DIALOGS[open];
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={t('menu.more')}>
            <IconDots size={22} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {deeds.map((deed) => {
            const Icon = ICONS[deed];
            return (
              <Menu.Item key={deed} leftSection={<Icon size={18} />} onClick={() => setOpen(deed)}>
                {t(`menu.${deed}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog task={task} onClose={() => setOpen(undefined)} />}
    </>
  );
}
