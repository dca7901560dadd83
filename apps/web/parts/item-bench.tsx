import { Alert, Grid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ItemPicture } from './item-picture';

interface ItemBenchProps {
  item: { imageUrl: string | null; externalId: string };
  /** Where it stands among those in hand, in words. */
  position: string;
  children: ReactNode;
}

/** An item on the bench: its picture on one side, which one it is and what is done with it on the other. */
export function ItemBench({ item, position, children }: ItemBenchProps) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, sm: 5 }}>
        <ItemPicture url={item.imageUrl} name={item.externalId} size={380} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 7 }}>
        <Stack gap="sm">
          <div>
            <Text size="sm" c="dimmed" className="figures">
              {position}
            </Text>
            <Title order={3} size="h4">
              {item.externalId}
            </Title>
          </div>
          {children}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

/** The API did not take the verdict on this item, and says why. */
export function Refusal({ title, text }: { title: string; text: string }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {text}
    </Alert>
  );
}
