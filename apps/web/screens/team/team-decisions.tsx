import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Of } from '../../api/types';
import { DecisionPanel } from '../../parts/decision-panel';
import { mayIn, waitingQuery } from '../../parts/engagement';

const KINDS: readonly HumanTaskKind[] = [
  'staff_pilot',
  'assemble_team',
  'issue_terms_notices',
  'renew_terms_notices',
  'pass_training_gate',
];

/** The decisions that are prepared on this page, to be taken where their data stands. */
export function TeamDecisions({ engagement }: { engagement: Of<'Engagement'> }) {
  const { data } = useQuery(waitingQuery(engagement.key));
  if (!mayIn(engagement, 'humanTasks.get')) return null;
  const isMine = (task: Of<'WaitingTask'>) =>
    [task.role, ...task.escalatedTo].some((role) => engagement.myRoles.includes(role));
  return (data?.waiting ?? [])
    .filter((task) => KINDS.includes(task.kind) && isMine(task))
    .map(({ taskId }) => (
      <Paper
        key={taskId}
        withBorder
        p={{ base: 'md', sm: 'lg' }}
        style={{ borderInlineStart: '6px solid var(--mantine-primary-color-filled)' }}
      >
        <DecisionPanel taskId={taskId} />
      </Paper>
    ));
}
