import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DiffLine, diffLines } from './line-diff';

const LOOKS: Record<DiffLine['kind'], { sign: string; bg?: string; color?: string }> = {
  same: { sign: '\u2007' },
  gone: { sign: '−', bg: 'var(--mantine-color-red-light)', color: 'var(--mantine-color-red-light-color)' },
  new: { sign: '＋', bg: 'var(--mantine-color-green-light)', color: 'var(--mantine-color-green-light-color)' },
};

/** A long text with its lines that went and came: by sign and colour, and by word for screen readers. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('compare');
  return (
    <Box style={{ whiteSpace: 'pre-wrap' }}>
      {diffLines(before, after).map(({ kind, text }, at) => {
        const { sign, bg, color } = LOOKS[kind];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and none is ever moved
          <Box key={at} bg={bg} c={color} px={4} style={{ display: 'flex', gap: 6 }}>
            <span aria-hidden>{sign}</span>
            {kind !== 'same' && <span className="only-heard">{t(kind === 'gone' ? 'lineGone' : 'lineNew')}</span>}
            <span>{text || '\u00a0'}</span>
          </Box>
        );
      })}
    </Box>
  );
}
