import { OperationState } from '@kado/contracts/schemas/operation';
import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, CurrentActor } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { OperationsService } from './operations.service';

@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get(':id')
  @Operation('operations.get', 'State and, once done, the result of work that I asked for')
  @Answers(200, OperationState)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.operations.get(actor, id);
  }
}
