import { AskClient, ClientQuestion } from '@kado/contracts/schemas/asides';
import { HumanTask, RescheduleHumanTask } from '@kado/contracts/schemas/human-task';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { QuestionsService } from './questions.service';
import { RescheduleService } from './reschedule.service';

/** What people do to a human task beside deciding it. */
@Controller()
export class QuestionsController {
  constructor(
    private readonly questions: QuestionsService,
    private readonly dates: RescheduleService,
  ) {}

  @Post('human-tasks/:id/reschedule')
  @HttpCode(200)
  @Operation('humanTasks.reschedule', 'Move a due time; its clocks move with it')
  @Answers(200, HumanTask)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  reschedule(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RescheduleHumanTask }) body: z.output<typeof RescheduleHumanTask>,
  ) {
    return this.dates.reschedule(command, id, body);
  }

  @Post('human-tasks/:id/questions')
  @Operation('questions.ask', 'Ask the client something that this task hangs on; its clock stands still meanwhile')
  @Answers(201, ClientQuestion)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  ask(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: AskClient }) body: z.output<typeof AskClient>,
  ) {
    return this.questions.ask(command, id, body);
  }

  @Get('engagements/:id/questions')
  @Operation('questions.list', 'Questions to the client and their answers, oldest first')
  @Answers(200, pageOf(ClientQuestion))
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.questions.list(actor, id, query), request.originalUrl);
  }
}
