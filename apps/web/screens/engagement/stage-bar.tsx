import { Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconMinus, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { monthDay } from '../../kit/time';
import { useWords } from '../../kit/words';
import classes from './stage-bar.module.css';

const SIGN = { done: IconCircleCheck, current: IconProgress, ahead: IconCircleDashed, skipped: IconMinus };

/** The days of a stage in Japan: instants of the record become business dates. */
const dayOf = (at: string) => new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 10);

/** Plan against actual, stage by stage: a row on a desk, a column on a phone; late is said by a word. */
export function StageBar({ stages }: { stages: readonly Of<'StageItem'>[] }) {
  const { t, i18n } = useTranslation('engagement');
  const say = useWords();
  const short = (date: string) => monthDay(date, i18n.language);
  return (
    <ol className={classes.bar}>
      {stages.map((stage) => {
        const Sign = SIGN[stage.state];
        const end = stage.actualEnd ? dayOf(stage.actualEnd) : undefined;
        const isLate =
          stage.plannedEnd !== null &&
          (end ?? dayOf(new Date().toISOString())) > stage.plannedEnd &&
          stage.state !== 'ahead' &&
          stage.state !== 'skipped';
        return (
          <li
            key={stage.stage}
            className={classes.stage}
            data-state={stage.state}
            aria-current={stage.state === 'current' ? 'step' : undefined}
          >
            <Group gap={6} wrap="nowrap">
              <Sign size={20} aria-hidden />
              <Text fw={stage.state === 'current' ? 700 : 400} size="sm">
                {say(stage.name)}
                <span className="only-heard"> {t(`stageState.${stage.state}`)}</span>
              </Text>
            </Group>
            <Text size="xs" c="dimmed" className="figures">
              {stage.plannedStart && stage.plannedEnd
                ? t('planned', { from: short(stage.plannedStart), to: short(stage.plannedEnd) })
                : t('notPlanned')}
            </Text>
            {stage.actualStart && (
              <Text size="xs" className="figures">
                {t('actual', { from: short(dayOf(stage.actualStart)), to: end ? short(end) : '' })}
              </Text>
            )}
            {isLate && (
              <Text size="xs" fw={700} c="var(--mantine-color-error)">
                {t('late')}
              </Text>
            )}
          </li>
        );
      })}
    </ol>
  );
}
