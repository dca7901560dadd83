import { Change, OfferChange, RequestChange, WithdrawChange } from '@kado/contracts/schemas/changes';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { pathNumber } from '../common/path-number';
import { ChangeReads } from './change-reads.service';
import { ChangesService } from './changes.service';

const LATER = 'Taken, its effect is not written yet.';
const numberOf = (no: string) => pathNumber(no, 'change_not_found');

@Controller('engagements/:id/changes')
export class ChangesController {
  constructor(
    private readonly changes: ChangesService,
    private readonly reads: ChangeReads,
  ) {}

  @Post()
  @Operation('changes.request', 'Ask for a change of what was agreed; a manager offers its price and date with it')
  @Answers(201, Change)
  @Answers(202, OperationState, LATER)
  request(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RequestChange }) body: RequestChange,
  ) {
    return this.changes.request(command, id, body);
  }

  @Get()
  @Operation('changes.list', 'Changes, newest first: old and new terms side by side, and what each waits for')
  @Answers(200, pageOf(Change))
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.reads.list(actor, id, query), request.originalUrl);
  }

  @Get(':no')
  @Operation('changes.get', 'A change')
  @Answers(200, Change)
  get(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('no') no: string) {
    return this.reads.get(actor, id, numberOf(no));
  }

  @Post(':no/offer')
  @HttpCode(200)
  @Operation('changes.offer', "Note the terms that KADO offers for the client's request")
  @Answers(200, Change)
  offer(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Param('no') no: string,
    @Body({ schema: OfferChange }) body: OfferChange,
  ) {
    return this.changes.offer(command, id, numberOf(no), body);
  }

  @Post(':no/withdraw')
  @HttpCode(200)
  @Operation('changes.withdraw', 'Take back a request of the own side')
  @Answers(200, Change)
  @Answers(202, OperationState, LATER)
  withdraw(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Param('no') no: string,
    @Body({ schema: WithdrawChange }) body: z.output<typeof WithdrawChange>,
  ) {
    return this.changes.withdraw(command, id, numberOf(no), body.reason);
  }
}
