import { CompleteHumanTask, DecisionAnswer, HumanTask, HumanTaskSummary } from '@kado/contracts/schemas/human-task';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { tagged } from '../common/etag';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer, pageOf } from '../common/paging';
import { ClaimsService } from './claims.service';
import { CompleteService } from './complete.service';
import { HumanTasksQuery } from './human-tasks.query';
import { HumanTasksService } from './human-tasks.service';
import { HumanTaskSummaryService } from './summary.service';

@Controller('human-tasks')
export class HumanTasksController {
  constructor(
    private readonly tasks: HumanTasksService,
    private readonly claims: ClaimsService,
    private readonly completing: CompleteService,
    private readonly summaries: HumanTaskSummaryService,
  ) {}

  @Get()
  @Operation('humanTasks.list', 'Decisions that people of my roles see, next due first')
  @Answers(200, pageOf(HumanTask))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: HumanTasksQuery }) query: z.output<typeof HumanTasksQuery>,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.tasks.list(actor, query), request.originalUrl);
  }

  // Before `:id`, which would take it for a task.
  @Get('summary')
  @Operation('humanTaskSummary.get', 'What waits for me and for others, by urgency')
  @Answers(200, HumanTaskSummary)
  summary(@CurrentActor() actor: Actor) {
    return this.summaries.summary(actor);
  }

  @Get(':id')
  @Operation('humanTasks.get', 'One human task')
  @Answers(200, HumanTask)
  async get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    const { body, rowVersion } = await this.tasks.get(actor, id);
    return tagged(body, rowVersion);
  }

  @Post(':id/claim')
  @Operation('humanTasks.claim', 'Take it over, so that others see who has it')
  @Answers(200, HumanTask)
  claim(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.claims.claim(command, id);
  }

  @Post(':id/release')
  @Operation('humanTasks.release', 'Give it back')
  @Answers(200, HumanTask)
  release(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.claims.release(command, id);
  }

  @Post(':id/complete')
  @Operation('humanTasks.complete', 'Decide: the workflow goes on')
  @Answers(200, DecisionAnswer)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  complete(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: CompleteHumanTask }) body: z.output<typeof CompleteHumanTask>,
  ) {
    return this.completing.complete({ ...command, body: { taskId: id, ...body } }, id, body);
  }
}
