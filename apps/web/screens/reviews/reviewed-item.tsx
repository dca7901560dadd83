import { ActionIcon, Badge, Box, Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconChevronLeft, IconChevronRight, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { useFaultCodes } from '../../parts/fault-codes';
import { Refusal } from '../../parts/item-bench';
import { ItemPicture } from '../../parts/item-picture';
import type { Mode } from './review-bench';
import type { Given, ReviewItem } from './session';
import { VerdictBar } from './verdict-bar';

export interface ReviewedItemProps {
  item: ReviewItem;
  given: Given | undefined;
  isRefused: boolean;
  isDigits: boolean;
  mode: Mode;
  codes: ReturnType<typeof useFaultCodes>;
  position: string;
  onMode: (mode: Mode) => void;
  onAccept: () => void;
  onFix: (answer: string) => void;
  onReturn: (code: string) => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onUndo: (() => void) | undefined;
}

/** The picture, what was answered, and the verdict, with one hand on a phone: the three verdicts stay at its lower edge. */
export function ReviewedItem(props: ReviewedItemProps) {
  const { t } = useTranslation('reviews');
  const { item, given } = props;
  return (
    <Grid gap={{ base: 'xs', sm: 'lg' }}>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Box maw={{ base: 200, sm: 420 }} mx={{ base: 'auto', sm: 0 }}>
          <ItemPicture url={item.imageUrl} name={item.externalId} size={420} />
        </Box>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Stack gap="xs">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" c="dimmed" className="figures">
                {props.position}
              </Text>
              <Title order={3} size="h4">
                {item.externalId}
              </Title>
            </div>
            <Group gap={4} wrap="nowrap">
              <ActionIcon aria-label={t('previous')} onClick={props.onPrevious} disabled={!props.onPrevious}>
                <IconChevronLeft aria-hidden />
              </ActionIcon>
              <ActionIcon aria-label={t('next')} onClick={props.onNext} disabled={!props.onNext}>
                <IconChevronRight aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          <Group gap="sm" align="baseline">
            <Text size="sm" c="dimmed">
              {t('answer')}
            </Text>
            <Text fz={{ base: 34, sm: 48 }} fw={700} lh={1.1}>
              {item.answer}
            </Text>
          </Group>
          {(item.secondLook || item.returns > 0) && (
            <Group gap="xs">
              {item.secondLook && (
                <Badge variant="light" size="lg" radius="sm" tt="none" leftSection={<IconEye size={14} aria-hidden />}>
                  {t('secondLook')}
                </Badge>
              )}
              {item.returns > 0 && (
                <Text size="sm">
                  <IconArrowBackUp size={16} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
                  {t('cameBack', { count: item.returns, code: props.codes.nameOf(item.returnCode) })}
                </Text>
              )}
            </Group>
          )}
          {given && (
            <Text fw={700} size="sm">
              {t(`given.${given.verdict}`, { answer: given.answer, code: props.codes.nameOf(given.code ?? null) })}{' '}
              {t('mayChange')}
            </Text>
          )}
          {props.isRefused && <Refusal title={t('refused')} text={t('refusedText')} />}
          <VerdictBar key={item.id} {...props} />
          {props.onUndo && (
            <Button
              variant="subtle"
              onClick={props.onUndo}
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('undo')}
            </Button>
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
