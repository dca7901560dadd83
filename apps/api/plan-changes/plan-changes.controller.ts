import { OperationState } from '@kado/contracts/schemas/operation';
import { PlanChange, PlanDryRun, ProposePlanChange } from '@kado/contracts/schemas/plan-changes';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { pathNumber } from '../common/path-number';
import { PlanChangesService } from './plan-changes.service';

@Controller('engagements/:id')
export class PlanChangesController {
  constructor(private readonly planChanges: PlanChangesService) {}

  @Get('plans/:version/dry-run')
  @Operation('planChanges.check', 'What a plan would change if it took the place of the approved one')
  @Answers(200, PlanDryRun)
  check(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('version') version: string) {
    return this.planChanges.check(actor, id, pathNumber(version, 'plan_not_found'));
  }

  @Post('plan-changes')
  @Operation('planChanges.propose', 'Propose a plan for the running work; a manager decides')
  @Answers(201, PlanChange)
  @Answers(202, OperationState, 'Taken, its effect is not written yet.')
  propose(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ProposePlanChange }) body: ProposePlanChange,
  ) {
    return this.planChanges.propose(command, id, body);
  }

  @Get('plan-changes')
  @Operation('planChanges.list', 'Changes of the running plan, newest first')
  @Answers(200, pageOf(PlanChange))
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.planChanges.list(actor, id, query), request.originalUrl);
  }
}
