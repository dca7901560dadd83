import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { AnchorLink } from '../kit/links';
import { Loaded } from '../kit/loaded';
import { DecisionForm } from './decision-form';
import { DecisionMenu } from './decision-menu';
import { DecisionProblem } from './decision-problem';
import { DecisionState } from './decision-state';
import { DecisionSubject } from './decision-subject';
import { useTaskName } from './task-line';
import type { Task } from './use-decision';

export const taskQuery = (id: string) => ({
  queryKey: keys.task(id),
  queryFn: () => ask(api.GET('/api/v1/human-tasks/{id}', { params: { path: { id } } })),
});

export interface DecisionPanelProps {
  taskId: string;
  /** Called once the decision stands; what is on screen of it is read again by itself. */
  onDone?: (done: { task: Task; outcome: string }) => void;
  /** Level of its heading: 3 within a `Section`; none where the page bears its name already. */
  order?: 2 | 3 | null;
}

/**
 * One human task: what it is about, in whose hands, until when, and everything a person may do with it. Any screen may show
 * it; the API says who may.
 */
export function DecisionPanel({ taskId, onDone, order = 2 }: DecisionPanelProps) {
  const query = useQuery(taskQuery(taskId));
  if (query.error && !query.data) return <DecisionProblem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Loaded query={query} height={360}>
      {(task) => <Panel key={task.id} task={task} order={order} onDone={onDone} />}
    </Loaded>
  );
}

function Panel({ task, order, onDone }: { task: Task; order: 2 | 3 | null; onDone: DecisionPanelProps['onDone'] }) {
  const nameOf = useTaskName();
  const { place, keepFocus } = useFocusKept();
  return (
    <Stack gap="md" ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      <div
        style={{
          display: 'flex',
          gap: 'var(--mantine-spacing-xs)',
          alignItems: 'flex-start',
          justifyContent: 'space-between',
        }}
      >
        <div style={{ minWidth: 0 }}>
          {order && (
            <Title order={order} size="h4">
              {nameOf(task)}
            </Title>
          )}
          <Text size="sm">
            <AnchorLink to="/engagements/$key" params={{ key: task.engagement.key }}>
              {task.engagement.key}
              {task.lot && ` L${task.lot.lotNo}`} {task.engagement.title}
            </AnchorLink>
          </Text>
        </div>
        <DecisionMenu task={task} />
      </div>
      <DecisionState task={task} />
      <DecisionSubject task={task} />
      <DecisionForm
        task={task}
        onRefused={keepFocus}
        onDone={(outcome) => {
          keepFocus();
          onDone?.({ task, outcome });
        }}
      />
    </Stack>
  );
}

/** The button that was pressed goes dead and then away: the focus stays with the panel, and with the page when that goes too. */
function useFocusKept() {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = place.current;
    return () => {
      if (panel?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);
  const keepFocus = () => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  };
  return { place, keepFocus };
}
