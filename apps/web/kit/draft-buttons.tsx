import { Button, Group, Text } from '@mantine/core';

interface DraftButtonsProps {
  save: string;
  later: string;
  discard: string;
  /** What becomes of the words when one goes away. */
  kept?: string;
  isPending: boolean;
  onLater: () => void;
  /** Without: there is nothing to throw away. */
  onDiscard: (() => void) | undefined;
}

/** Under a long form whose draft is kept: hand it in, go on later, or begin anew. */
export function DraftButtons({ save, later, discard, kept, isPending, onLater, onDiscard }: DraftButtonsProps) {
  return (
    <>
      <Group>
        <Button type="submit" loading={isPending}>
          {save}
        </Button>
        <Button variant="default" onClick={onLater}>
          {later}
        </Button>
        {onDiscard && (
          <Button variant="subtle" onClick={onDiscard}>
            {discard}
          </Button>
        )}
      </Group>
      {kept !== undefined && (
        <Text size="sm" c="dimmed">
          {kept}
        </Text>
      )}
    </>
  );
}
