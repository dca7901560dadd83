import { LIVE_STAGES } from '@kado/domain/lifecycle';
import { STAGE_STATES } from '@kado/domain/stage-progress';
import { z } from 'zod';
import { businessDate, instant, Words } from './common';

export const StageItem = z
  .object({
    stage: z.enum(LIVE_STAGES),
    name: Words,
    plannedStart: businessDate.nullable().describe('Null while no date is agreed that it could be counted from.'),
    plannedEnd: businessDate.nullable(),
    actualStart: instant.nullable().describe('When it was entered first.'),
    actualEnd: instant.nullable().describe('When it was left last; null unless it is done.'),
    state: z
      .enum(STAGE_STATES)
      .describe('On hold, the stage underneath is current. `skipped`: passed over, or ended before it.'),
  })
  .meta({ id: 'StageItem' });

export const Stages = z.object({ items: z.array(StageItem) }).meta({ id: 'Stages' });
