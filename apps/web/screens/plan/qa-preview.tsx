import type { QaPlan } from '@kado/domain/plan';
import { AQLS, SMALLEST_SAMPLED_LOT, samplePlan } from '@kado/domain/quality';
import { reviewLoad } from '@kado/domain/review-load';
import { Box, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { count, percent } from '../../kit/time';
import { useEngagement } from '../../parts/engagement';
import { useMayHere } from '../../parts/members';
import { useVolume } from './queries';

/** Where nobody is on the team yet, and no contract says how much there is. */
const TEAM = 10;
const VOLUME = 1_000;

/** What the rules come to for so many items and people: looks of leaders, samples and their acceptance numbers. */
export function QaPreview({ engagementKey, qa }: { engagementKey: string; qa: QaPlan }) {
  const { t, i18n } = useTranslation('plan');
  const engagement = useEngagement();
  const mayHere = useMayHere();
  const known = useVolume(engagementKey, mayHere('requirements.list'));
  const team = engagement.members?.filter(({ role, purpose }) => role === 'teleworker' && purpose === 'team').length;
  const [typed, setTyped] = useState<{ items?: number; people?: number }>({});
  const items = typed.items ?? known ?? VOLUME;
  const people = typed.people ?? (team || TEAM);
  const say = (value: number) => count(value, i18n.language);
  const read = (value: string | number) => (typeof value === 'number' ? value : undefined);
  return (
    <Box
      component="section"
      aria-label={t('preview.title')}
      p="md"
      bg="var(--mantine-color-default-hover)"
      style={{ borderRadius: 8 }}
    >
      <Text fw={700}>{t('preview.title')}</Text>
      <Group gap="sm" my="xs" align="flex-end">
        <NumberInput
          label={t('preview.items')}
          suffix={t('preview.itemsUnit')}
          value={items}
          onChange={(value) => setTyped((before) => ({ ...before, items: read(value) }))}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          thousandSeparator
          hideControls
          w={180}
        />
        <NumberInput
          label={t('preview.people')}
          suffix={t('preview.peopleUnit')}
          value={people}
          onChange={(value) => setTyped((before) => ({ ...before, people: read(value) }))}
          min={1}
          max={1_000}
          allowDecimal={false}
          hideControls
          w={160}
        />
      </Group>
      <div aria-live="polite">
        <Preview qa={qa} items={items} people={people} say={say} language={i18n.language} />
      </div>
    </Box>
  );
}

interface PreviewProps {
  qa: QaPlan;
  items: number;
  people: number;
  say: (value: number) => string;
  language: string;
}

function Preview({ qa, items, people, say, language }: PreviewProps) {
  const { t } = useTranslation('plan');
  const isUsable =
    items >= 1 &&
    people >= 1 &&
    Number.isInteger(qa.lots) &&
    qa.lots >= 1 &&
    qa.review.rate >= 0 &&
    qa.review.rate <= 1 &&
    Number.isInteger(qa.review.firstItems) &&
    qa.review.firstItems >= 0 &&
    (qa.secondLook === undefined || (qa.secondLook.rate >= 0 && qa.secondLook.rate <= 1)) &&
    AQLS.includes(qa.inspection.aql);
  if (!isUsable) return <Text size="sm">{t('preview.unusable')}</Text>;
  const load = reviewLoad(
    qa,
    items,
    Array.from({ length: people }, () => 0),
  );
  const lotSize = Math.ceil(items / qa.lots);
  const sample = samplePlan(lotSize, qa.inspection.aql);
  return (
    <>
      <Facts
        items={[
          [
            t('preview.reviews'),
            t('preview.reviewsOf', { count: say(load.reviews), share: percent(load.reviews / items, language, 0) }),
          ],
          [t('preview.secondLooks'), t('preview.looksOf', { count: say(load.secondLooks) })],
          [t('preview.lotSize'), t('preview.lotSizeOf', { lots: qa.lots, size: say(lotSize) })],
          [t('preview.sample'), t('preview.sampleOf', { count: say(sample.n), total: say(sample.n * qa.lots) })],
          [t('preview.acceptance'), t('preview.acceptanceOf', { ac: sample.ac, re: sample.ac + 1 })],
        ]}
      />
      {lotSize < SMALLEST_SAMPLED_LOT && (
        <Text size="sm" mt="xs">
          {t('preview.whole', { least: SMALLEST_SAMPLED_LOT })}
        </Text>
      )}
    </>
  );
}
