import { MendDifferences, MendedReconciliation, Reconciliation } from '@kado/contracts/schemas/repairs';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { ReconciliationService } from './reconciliation.service';

@Controller('reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get()
  @Operation('reconciliation.get', 'Where rows and executions disagree, in the sites of my grant')
  @Answers(200, Reconciliation)
  get(@CurrentActor() actor: Actor) {
    return this.reconciliation.get(actor);
  }

  @Post()
  @HttpCode(200)
  @Operation('reconciliation.mend', 'Look, and mend what can be mended')
  @Answers(200, MendedReconciliation)
  mend(@Command() command: CommandRequest, @Body({ schema: MendDifferences }) body: z.output<typeof MendDifferences>) {
    return this.reconciliation.mend(command, body);
  }
}
