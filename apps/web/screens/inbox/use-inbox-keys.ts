import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { type Shortcut, useShortcuts } from '../../kit/shortcuts';
import { toast, toastProblem } from '../../kit/toast';
import { claimTask, type Task } from '../../parts/use-decision';
import { rowId } from './task-list';

interface InboxKeys {
  rows: readonly Task[];
  index: number;
  isSplit: boolean;
  show: (id: string) => void;
  open: (id: string) => void;
  toggle: (id: string) => void;
}

/** j k x Enter c, on the row in hand. */
export function useInboxKeys({ rows, index, isSplit, show, open, toggle }: InboxKeys): void {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const claim = useCommand((id: string, key) => claimTask(id, key), {
    outdates: [keys.tasks],
    onDone: () => toast(t('claimed')),
  });
  const current = rows[index];
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (!next) return;
    show(next.id);
    const link = document.getElementById(rowId(next.id));
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  };
  const onCurrent = (run: (task: Task) => void) => () => {
    if (current) run(current);
  };
  const shortcuts: Shortcut[] = [
    { key: 'j', text: t('keys.next'), run: () => move(1) },
    { key: 'k', text: t('keys.before'), run: () => move(-1) },
    { key: 'x', text: t('keys.choose'), run: onCurrent(({ id }) => toggle(id)) },
    {
      key: 'Enter',
      text: t('keys.open'),
      run: onCurrent(({ id }) => (isSplit ? open(id) : void navigate({ to: '/tasks/$id', params: { id } }))),
    },
    {
      key: 'c',
      text: t('keys.claim'),
      run: onCurrent(({ id }) => claim.mutate(id, { onError: (error) => toastProblem(error.message) })),
    },
  ];
  useShortcuts(shortcuts);
}
