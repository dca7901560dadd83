import { ReasonedCommand, ReopenEngagement, ResumeEngagement } from '@kado/contracts/schemas/asides';
import { Engagement } from '@kado/contracts/schemas/engagement';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { AsidesService } from './asides.service';
import { ReopenService } from './reopen.service';

type Reasoned = z.output<typeof ReasonedCommand>;
const LATER = 'Taken, its effect is not written yet.';

/** The ways aside of an engagement: what people do to it without being asked. */
@Controller('engagements')
export class AsidesController {
  constructor(
    private readonly asides: AsidesService,
    private readonly reopening: ReopenService,
  ) {}

  @Post(':id/hold')
  @HttpCode(200)
  @Operation('engagements.hold', 'Put it on hold: nothing is decided and no clock runs until it is resumed')
  @Answers(200, Engagement)
  @Answers(202, OperationState, LATER)
  hold(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: ReasonedCommand }) body: Reasoned) {
    return this.asides.order(command, id, 'hold', body);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Operation('engagements.resume', 'Go on after a hold: each clock has the business time it had left')
  @Answers(200, Engagement)
  @Answers(202, OperationState, LATER)
  resume(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ResumeEngagement }) body: z.output<typeof ResumeEngagement>,
  ) {
    return this.asides.order(command, id, 'resume', body);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Operation('engagements.cancel', 'Cancel it: the work stops, people are told and paid, the client is settled with')
  @Answers(200, Engagement)
  @Answers(202, OperationState, LATER)
  cancel(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReasonedCommand }) body: Reasoned,
  ) {
    return this.asides.order(command, id, 'cancel', body);
  }

  @Post(':id/lose')
  @HttpCode(200)
  @Operation('engagements.lose', 'The client does not give the order; people of a pilot are settled with first')
  @Answers(200, Engagement)
  @Answers(202, OperationState, LATER)
  lose(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: ReasonedCommand }) body: Reasoned) {
    return this.asides.order(command, id, 'lose', body);
  }

  @Post(':id/reopen')
  @Operation('engagements.reopen', 'Go on from an ended engagement: a new one, linked to it')
  @Answers(201, Engagement)
  @Answers(202, OperationState, 'Accepted, its row is not written yet.')
  reopen(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReopenEngagement }) body: z.output<typeof ReopenEngagement>,
  ) {
    return this.reopening.reopen(command, id, body);
  }
}
