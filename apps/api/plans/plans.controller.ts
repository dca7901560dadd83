import { PlanList, VersionWritten, WritePlan } from '@kado/contracts/schemas/plans';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { PlansService } from './plans.service';

@Controller('engagements/:id/plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Post()
  @Operation('plans.write', 'Write a new version of the plan')
  @Answers(201, VersionWritten)
  write(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: WritePlan }) body: WritePlan) {
    return this.plans.write(command, id, body);
  }

  @Get()
  @Operation('plans.list', 'Versions of the plan, newest first')
  @Answers(200, PlanList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.plans.list(actor, id, query), request.originalUrl);
  }
}
