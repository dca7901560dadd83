import {
  Pilot,
  QuoteVersion,
  QuoteWritten,
  RequirementClausesSchema,
  RequirementVersion,
  RequirementWritten,
  WriteQuote,
} from '@kado/contracts/schemas/requirements';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { PilotService } from './pilot.service';
import { QuotesService } from './quotes.service';
import { RequirementsService } from './requirements.service';

@Controller('engagements/:id')
export class RequirementsController {
  constructor(
    private readonly requirements: RequirementsService,
    private readonly quotes: QuotesService,
    private readonly pilots: PilotService,
  ) {}

  @Post('requirements')
  @Operation('requirements.write', 'Write a new version of the clauses')
  @Answers(201, RequirementWritten)
  write(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RequirementClausesSchema }) body: z.output<typeof RequirementClausesSchema>,
  ) {
    return this.requirements.write(command, id, body);
  }

  @Get('requirements')
  @Operation('requirements.list', 'Versions of the clauses, newest first; the client sees those put before it')
  @Answers(200, pageOf(RequirementVersion))
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.requirements.list(actor, id, query), request.originalUrl);
  }

  @Post('quotes')
  @Operation('quotes.write', 'Price the order by the newest clauses and the measures of the pilot')
  @Answers(201, QuoteWritten)
  price(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: WriteQuote }) body: z.output<typeof WriteQuote>,
  ) {
    return this.quotes.write(command, id, body);
  }

  @Get('quotes')
  @Operation('quotes.list', 'Quotes, newest first; the client sees the prices of those put before it')
  @Answers(200, pageOf(QuoteVersion))
  async priced(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.quotes.list(actor, id, query), request.originalUrl);
  }

  @Get('pilot')
  @Operation('pilot.get', 'What the pilot measured')
  @Answers(200, Pilot)
  pilot(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.pilots.get(actor, id);
  }
}
