import type { PlanStep } from '@kado/domain/plan';
import { Paper, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useStepWords } from './step-words';

export interface StepNodeData extends Record<string, unknown> {
  step: PlanStep;
  isFaulty: boolean;
  onOpen: ((code: string) => void) | undefined;
}

export function StepNode({ data, sourcePosition, targetPosition }: NodeProps<Node<StepNodeData>>) {
  const { t } = useTranslation('plan');
  const words = useStepWords();
  const { step, isFaulty, onOpen } = data;
  const inside = (
    <Paper
      withBorder
      p="xs"
      h="100%"
      w="100%"
      style={isFaulty ? { borderColor: 'var(--mantine-color-error)', borderWidth: 2 } : undefined}
    >
      <Text fw={700} size="sm" lineClamp={1}>
        {isFaulty && (
          <IconAlertTriangle
            size={14}
            role="img"
            aria-label={t('diagram.faulty')}
            style={{ verticalAlign: '-2px', marginRight: 4 }}
          />
        )}
        {step.nameJa || step.code}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={1}>
        {step.code}
      </Text>
      <Text size="xs" className="figures">
        {t('diagram.time', { standard: words.value('standardSeconds', step.standardSeconds) })}
      </Text>
    </Paper>
  );
  return (
    <>
      {targetPosition && <Handle type="target" position={targetPosition} isConnectable={false} aria-hidden />}
      {onOpen ? (
        <UnstyledButton
          w="100%"
          h="100%"
          className="nopan"
          onClick={() => onOpen(step.code)}
          style={{ pointerEvents: 'all' }}
        >
          {inside}
        </UnstyledButton>
      ) : (
        inside
      )}
      {sourcePosition && <Handle type="source" position={sourcePosition} isConnectable={false} aria-hidden />}
    </>
  );
}
