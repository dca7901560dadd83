import { Manual, ManualAcknowledged, ManualList, VersionWritten, WriteManual } from '@kado/contracts/schemas/plans';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { pathNumber } from '../common/path-number';
import { ManualsService } from './manuals.service';

@Controller('engagements/:id/manuals')
export class ManualsController {
  constructor(private readonly manuals: ManualsService) {}

  @Post()
  @Operation('manuals.write', 'Write a new version of the manual')
  @Answers(201, VersionWritten)
  write(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: WriteManual }) body: WriteManual) {
    return this.manuals.write(command, id, body);
  }

  @Get()
  @Operation('manuals.list', 'Versions of the manual, newest first')
  @Answers(200, ManualList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.manuals.list(actor, id, query), request.originalUrl);
  }

  @Get(':version')
  @Operation('manuals.get', 'One version of the manual')
  @Answers(200, Manual)
  get(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('version') version: string) {
    return this.manuals.get(actor, id, pathNumber(version, 'manual_not_found'));
  }

  @Post(':version/acknowledgement')
  @HttpCode(200)
  @Operation('manuals.acknowledge', 'Say that you have read it')
  @Answers(200, ManualAcknowledged)
  acknowledge(@Command() command: CommandRequest, @Param('id') id: string, @Param('version') version: string) {
    return this.manuals.acknowledge(command, id, pathNumber(version, 'manual_not_found'));
  }
}
