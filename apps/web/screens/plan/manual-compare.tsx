import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Loaded } from '../../kit/loaded';
import { TextDiff } from '../../kit/text-diff';
import { useManual } from './queries';

type Section = Of<'ManualSection'>;

const textOf = (section: Section | undefined) => (section ? `${section.titleJa}\n${section.bodyJa}` : '');

/** Two versions, section by section and line by line. */
export function ManualCompare(props: { engagementKey: string; after: Of<'Manual'>; against: number }) {
  const { t } = useTranslation('plan');
  const before = useManual(props.engagementKey, props.against);
  return (
    <Loaded query={before} height={360}>
      {(old) => {
        const was = new Map(old.sections.map((section) => [section.code, section]));
        const is = new Map(props.after.sections.map((section) => [section.code, section]));
        const codes = [...new Set([...is.keys(), ...was.keys()])];
        const differing = codes.filter((code) => textOf(was.get(code)) !== textOf(is.get(code)));
        return (
          <Stack>
            <Text>
              {differing.length === 0
                ? t('manual.noDifference', { before: old.version, after: props.after.version })
                : t('manual.difference', { before: old.version, after: props.after.version, count: differing.length })}
            </Text>
            {differing.map((code) => (
              <div key={code}>
                <Title order={3} size="h5">
                  {(is.get(code) ?? was.get(code))?.titleJa}{' '}
                  {t(was.has(code) ? (is.has(code) ? 'manual.changed' : 'manual.removed') : 'manual.added')}
                </Title>
                <TextDiff before={textOf(was.get(code))} after={textOf(is.get(code))} />
              </div>
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}
