import { InspectionProgress, Lot, LotList, RecordInspection, Sample } from '@kado/contracts/schemas/lots';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { InspectionsService } from './inspections.service';
import { LotsService } from './lots.service';

@Controller()
export class LotsController {
  constructor(
    private readonly lots: LotsService,
    private readonly inspections: InspectionsService,
  ) {}

  @Get('engagements/:id/lots')
  @Operation('lots.list', 'Lots of an engagement and how far they are')
  @Answers(200, LotList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.lots.list(actor, id, query), request.originalUrl);
  }

  @Get('lots/:id')
  @Operation('lots.get', 'A lot')
  @Answers(200, Lot)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.lots.get(actor, id);
  }

  @Get('lots/:id/inspection')
  @Operation('inspections.sample', 'The sample to inspect')
  @Answers(200, Sample)
  sample(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.inspections.sample(actor, id);
  }

  @Post('lots/:id/inspection')
  @HttpCode(200)
  @Operation('inspections.record', 'Record verdicts on sampled items')
  @Answers(200, InspectionProgress)
  record(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RecordInspection }) body: RecordInspection,
  ) {
    return this.inspections.record(command, id, body);
  }
}
