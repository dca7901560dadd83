import { OperationState } from '@kado/contracts/schemas/operation';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer, pageOf } from '../common/paging';
import { BadRowsQuery, OperationsQuery } from './operations.query';
import { OperationsService } from './operations.service';
import { OwnOperations } from './own-operations.service';

@Controller('operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly own: OwnOperations,
  ) {}

  @Get()
  @Operation('operations.list', 'Long work that I have started, newest first')
  @Answers(200, pageOf(OperationState))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: OperationsQuery }) query: OperationsQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.own.list(actor, query), request.originalUrl);
  }

  @Get(':id')
  @Operation('operations.get', 'State and, once done, the result of work that I asked for')
  @Answers(200, OperationState)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.operations.get(actor, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Operation('operations.cancel', 'Stop an import that is running: nothing of it is written')
  @Answers(200, OperationState)
  cancel(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.own.cancel(command, id);
  }

  @Get(':id/bad-rows')
  @Operation('badRows.get', 'The faulty rows of my import, to be mended: CSV with what is wrong before each row')
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, description: 'UTF-8 with its mark', schema: { type: 'string', format: 'binary' } })
  async badRows(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: BadRowsQuery }) { file }: z.output<typeof BadRowsQuery>,
    @Res() response: Response,
  ) {
    const csv = await this.own.badRows(actor, id, file);
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="bad-rows-${file}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.send(csv);
  }
}
