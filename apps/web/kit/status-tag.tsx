import { Badge } from '@mantine/core';
import { IconCheck, IconCircleX, IconHourglass, IconPencil, IconRotate2 } from '@tabler/icons-react';

const LOOKS = {
  draft: ['gray', IconPencil],
  waiting: ['blue', IconHourglass],
  done: ['green', IconCheck],
  back: ['orange', IconRotate2],
  ended: ['gray', IconCircleX],
} as const;
export type Tone = keyof typeof LOOKS;

/** A state by word, sign and colour: never by colour alone. */
export function StatusTag({ tone, text }: { tone: Tone; text: string }) {
  const [color, Icon] = LOOKS[tone];
  return (
    <Badge variant="light" size="lg" radius="sm" color={color} leftSection={<Icon size={14} aria-hidden />} tt="none">
      {text}
    </Badge>
  );
}
