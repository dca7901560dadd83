import type { LotStage, Stage } from '@kado/domain/lifecycle';
import { Badge } from '@mantine/core';
import { IconCheck, IconCircleX, IconPlayerPause, IconProgress } from '@tabler/icons-react';
import { useNames } from './words';

const DONE = new Set<Stage | LotStage>(['closed', 'accepted', 'released']);
const ENDED = new Set<Stage | LotStage>(['cancelled', 'declined', 'lost']);

/** Stage by word, sign and colour: never by colour alone. */
export function StageTag({ stage }: { stage: Stage | LotStage }) {
  const names = useNames();
  const [color, Icon] = DONE.has(stage)
    ? (['green', IconCheck] as const)
    : ENDED.has(stage)
      ? (['gray', IconCircleX] as const)
      : stage === 'on_hold' || stage === 'cancelling'
        ? (['yellow', IconPlayerPause] as const)
        : (['blue', IconProgress] as const);
  return (
    <Badge
      variant="light"
      size="lg"
      radius="sm"
      color={color}
      leftSection={<Icon size={14} aria-hidden />}
      tt="none"
      style={{ flex: 'none', overflow: 'visible' }}
      styles={{ label: { overflow: 'visible' } }}
    >
      {names.stage(stage)}
    </Badge>
  );
}
