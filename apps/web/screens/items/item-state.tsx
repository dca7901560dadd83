import type { ItemState } from '@kado/domain/work-items';
import { Group, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircleDashed,
  IconCircleX,
  IconEye,
  IconPackage,
  IconPencil,
} from '@tabler/icons-react';
import { useNames } from '../../kit/words';

export const ITEM_SIGNS: Record<ItemState, typeof IconCheck> = {
  draft: IconCircleDashed,
  ready: IconCircleDashed,
  reserved: IconPencil,
  submitted: IconEye,
  in_review: IconEye,
  returned: IconArrowBackUp,
  adjudication: IconAlertTriangle,
  accepted: IconCheck,
  delivered: IconPackage,
  client_accepted: IconCheck,
  skipped: IconCircleX,
  void: IconCircleX,
};

export function ItemStateTag({ state }: { state: ItemState }) {
  const names = useNames();
  const Sign = ITEM_SIGNS[state];
  return (
    <Group gap={6} wrap="nowrap">
      <Sign size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">{names.code('itemState', state)}</Text>
    </Group>
  );
}
