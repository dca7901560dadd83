import { OperationState } from '@kado/contracts/schemas/operation';
import {
  CommandAnswer,
  HandOverRun,
  Repairs,
  ResetStage,
  ResyncProjection,
  RetryAnswer,
  RetryEffects,
  SkipAnswer,
  SkipTask,
  TerminateEngagement,
} from '@kado/contracts/schemas/repairs';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { CommandRepairsService } from './command-repairs.service';
import { EffectRepairsService } from './effect-repairs.service';
import { RepairsService } from './repairs.service';
import { TerminateService } from './terminate.service';

@Controller('engagements/:id/repairs')
export class RepairsController {
  constructor(
    private readonly repairs: RepairsService,
    private readonly effects: EffectRepairsService,
    private readonly commands: CommandRepairsService,
    private readonly ending: TerminateService,
  ) {}

  @Get()
  @Operation(
    'repairs.get',
    'What can be repaired now: failing effects and executions, tasks to skip, stages to go back to',
  )
  @Answers(200, Repairs)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.repairs.get(actor, id);
  }

  @Post('retry')
  @Operation('repairs.retry', 'Try effects that failed for long again, now that their cause is gone')
  @Answers(200, RetryAnswer)
  @Answers(202, RetryAnswer, 'Taken; the effect has not ended yet.')
  retry(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RetryEffects }) body: z.output<typeof RetryEffects>,
  ) {
    return this.effects.retry(command, id, body);
  }

  @Post('skip')
  @Operation('repairs.skip', 'Go on without a task or an effect that may be left out')
  @Answers(200, SkipAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  skip(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: SkipTask }) body: z.output<typeof SkipTask>,
  ) {
    return this.effects.skip(command, id, body);
  }

  @Post('reset')
  @Operation('repairs.reset', 'Begin a stage again that has been reached before')
  @Answers(200, CommandAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  reset(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ResetStage }) body: z.output<typeof ResetStage>,
  ) {
    return this.commands.reset(command, id, body);
  }

  @Post('terminate')
  @Operation('repairs.terminate', 'End it with the clean-up of the system and nothing asked of people')
  @Answers(200, CommandAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  terminate(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: TerminateEngagement }) body: z.output<typeof TerminateEngagement>,
  ) {
    return this.ending.terminate(command, id, body);
  }

  @Post('resync')
  @Operation('repairs.resync', 'Write what the execution knows into the rows once more')
  @Answers(200, CommandAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  resync(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ResyncProjection }) body: z.output<typeof ResyncProjection>,
  ) {
    return this.commands.resync(command, id, body);
  }

  @Post('hand-over')
  @Operation('repairs.handOver', 'Go on in a new run at the next quiet point; its lots too')
  @Answers(200, CommandAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  handOver(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: HandOverRun }) body: z.output<typeof HandOverRun>,
  ) {
    return this.commands.handOver(command, id, body);
  }
}
