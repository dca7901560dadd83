import {
  Engagement,
  EngagementItem,
  StartEngagement,
  TimelineItem,
  UpdateEngagement,
} from '@kado/contracts/schemas/engagement';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Stages } from '@kado/contracts/schemas/stages';
import { Waiting } from '@kado/contracts/schemas/waiting';
import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { tagged } from '../common/etag';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer, pageOf } from '../common/paging';
import { EngagementsQuery } from './engagements.query';
import { EngagementsService } from './engagements.service';
import { StagesService } from './stages.service';
import { StartEngagementService } from './start-engagement.service';
import { TimelineQuery } from './timeline.query';
import { TimelineService } from './timeline.service';
import { WaitingService } from './waiting.service';

@Controller('engagements')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly starter: StartEngagementService,
    private readonly timelines: TimelineService,
    private readonly waits: WaitingService,
    private readonly bar: StagesService,
  ) {}

  @Post()
  @Operation('engagements.start', 'Take an order in: starts the engagement')
  @Answers(201, Engagement)
  @Answers(202, OperationState, 'Accepted, its row is not written yet.')
  start(@Command() command: CommandRequest, @Body({ schema: StartEngagement }) body: z.output<typeof StartEngagement>) {
    return this.starter.start({ ...command, body }, body);
  }

  @Get()
  @Operation('engagements.list', 'Engagements in my scope, newest first')
  @Answers(200, pageOf(EngagementItem))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: EngagementsQuery }) query: z.output<typeof EngagementsQuery>,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.engagements.list(actor, query), request.originalUrl);
  }

  @Get(':id')
  @Operation('engagements.get', 'One engagement by id or key')
  @Answers(200, Engagement)
  async get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    const { body, rowVersion } = await this.engagements.get(actor, id);
    return tagged(body, rowVersion);
  }

  @Patch(':id')
  @Operation('engagements.update', 'Change title, description or due date')
  @Answers(200, Engagement)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: UpdateEngagement }) body: z.output<typeof UpdateEngagement>,
    @Req() request: KadoRequest,
  ) {
    const changed = await this.engagements.update(actor, id, ifMatch, body, request.traceId);
    return tagged(changed.body, changed.rowVersion);
  }

  @Get(':id/timeline')
  @Operation('engagements.timeline', 'Everything that happened')
  @Answers(200, pageOf(TimelineItem))
  async timeline(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: TimelineQuery }) query: TimelineQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.timelines.list(actor, id, query), request.originalUrl);
  }

  @Get(':id/stages')
  @Operation('engagements.stages', 'The stages in their order: planned and actual, and where it stands')
  @Answers(200, Stages)
  stages(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.bar.list(actor, id);
  }

  @Get(':id/waiting')
  @Operation(
    'engagements.waiting',
    'Why it stands where it stands: who is asked, what goes on, since, until, next step',
  )
  @Answers(200, Waiting)
  waiting(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.waits.waiting(actor, id);
  }
}
