import { lotWorkflowId } from '@kado/contracts/lot';
import type { HandOverRun, ResetStage, ResyncProjection } from '@kado/contracts/schemas/repairs';
import { canReset } from '@kado/domain/lifecycle';
import { readStory } from '@kado/persistence/repositories/rebuild/story-so-far';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { EngagementCommandsService, type EngagementOrder } from '../common/engagement-commands.service';
import { Problem } from '../common/problem';
import { tellMissing } from './missing';

type Options = Parameters<EngagementCommandsService['send']>[3];

/** Repairs that are commands to the execution: it carries them out, the API only knows who may ask. */
@Injectable()
export class CommandRepairsService {
  constructor(private readonly commands: EngagementCommandsService) {}

  reset(request: CommandRequest, id: string, { stage, reason }: z.output<typeof ResetStage>): Promise<Answer> {
    const order: EngagementOrder = { command: 'reset', operation: 'repairs.reset', reason, data: { stage } };
    return this.send(request, id, order, {
      prepare: async (tx, engagement, { isRepeated }) => {
        const { reached } = await readStory(tx, engagement.id);
        if (!isRepeated && !canReset(reached, stage))
          throw new Problem(409, 'stage_not_reached', {
            detail: {
              ja: '一度始まった段階にだけ戻れます。中止手続きに入った案件は戻せません。',
              en: 'Only a stage that was begun before can begin again, and none once it is being cancelled.',
            },
            extras: { stage: engagement.stage, reached },
          });
        return {};
      },
    });
  }

  resync(request: CommandRequest, id: string, body: z.output<typeof ResyncProjection>): Promise<Answer> {
    const { reason, lotNo } = body;
    return this.send(
      request,
      id,
      { command: 'resync', operation: 'repairs.resync', reason },
      {
        prepare: (_, { key }) => Promise.resolve(lotNo === undefined ? {} : { workflowId: lotWorkflowId(key, lotNo) }),
      },
    );
  }

  handOver(request: CommandRequest, id: string, { reason }: z.output<typeof HandOverRun>): Promise<Answer> {
    return this.send(request, id, { command: 'hand_over', operation: 'repairs.handOver', reason });
  }

  private send(request: CommandRequest, id: string, order: EngagementOrder, options: Options = {}): Promise<Answer> {
    return this.commands.send(request, id, order, options).catch(tellMissing);
  }
}
