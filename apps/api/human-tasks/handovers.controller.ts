import {
  CompletedHumanTasks,
  CompleteHumanTasks,
  Deciders,
  DelegateHumanTask,
  ForwardHumanTask,
  HumanTask,
  TakeOverHumanTask,
} from '@kado/contracts/schemas/human-task';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { localeOf } from '../common/problem';
import { CompleteManyService } from './complete-many.service';
import { DecidersService } from './deciders.service';
import { HandoversService } from './handovers.service';

/** Tasks from hand to hand, and many at once. */
@Controller('human-tasks')
export class HandoversController {
  constructor(
    private readonly handovers: HandoversService,
    private readonly many: CompleteManyService,
    private readonly others: DecidersService,
  ) {}

  @Post('complete-many')
  @HttpCode(200)
  @Operation('humanTasks.completeMany', 'Decide many, each by itself')
  @Answers(200, CompletedHumanTasks)
  completeMany(
    @Command() command: CommandRequest,
    @Body({ schema: CompleteHumanTasks }) body: z.output<typeof CompleteHumanTasks>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.many.complete(command, body.items, localeOf(language));
  }

  @Get(':id/deciders')
  @Operation('humanTasks.deciders', 'Who may decide it: those it can be lent or given to')
  @Answers(200, Deciders)
  deciders(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.others.list(actor, id);
  }

  @Post(':id/delegate')
  @Operation('humanTasks.delegate', 'Lend it to somebody else who may decide it')
  @Answers(200, HumanTask)
  delegate(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: DelegateHumanTask }) body: z.output<typeof DelegateHumanTask>,
  ) {
    return this.handovers.delegate({ ...command, body: { taskId: id, ...body } }, id, body);
  }

  @Post(':id/recall')
  @Operation('humanTasks.recall', 'Take back what one has lent')
  @Answers(200, HumanTask)
  recall(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.handovers.recall({ ...command, body: { taskId: id } }, id);
  }

  @Post(':id/forward')
  @Operation('humanTasks.forward', 'Give it away for good, to somebody or back to everybody, with a reason')
  @Answers(200, HumanTask)
  forward(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ForwardHumanTask }) body: z.output<typeof ForwardHumanTask>,
  ) {
    return this.handovers.forward({ ...command, body: { taskId: id, ...body } }, id, body);
  }

  @Post(':id/take-over')
  @Operation('humanTasks.takeOver', 'Take it from somebody who cannot go on, with a reason')
  @Answers(200, HumanTask)
  takeOver(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: TakeOverHumanTask }) body: z.output<typeof TakeOverHumanTask>,
  ) {
    return this.handovers.takeOver({ ...command, body: { taskId: id, ...body } }, id, body);
  }
}
