import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../kit/words';
import { SubjectFacts } from './decision-subject';
import type { Task } from './use-decision';

interface ConfirmBindingProps {
  task: Task;
  outcome: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** What binds somebody, or ends an engagement, is read once more before it is sent (WCAG 3.3.4). */
export function ConfirmBinding({ task, outcome, onClose, onConfirm }: ConfirmBindingProps) {
  const { t } = useTranslation();
  const { t: say } = useTranslation('parts');
  const names = useNames();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('binding.title', { what: names.task(task.kind), outcome: names.outcome(outcome, task.kind) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>
          {task.engagement.key} {task.engagement.title}
        </Text>
        <SubjectFacts task={task} />
        <Text>{say(`binding.${outcome}`)}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button onClick={onConfirm} data-autofocus>
            {names.outcome(outcome, task.kind)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
