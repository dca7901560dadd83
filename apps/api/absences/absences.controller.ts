import { Absence, DeclareAbsence } from '@kado/contracts/schemas/absences';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer, pageOf } from '../common/paging';
import { AbsencesQuery } from './absences.query';
import { AbsencesService } from './absences.service';

@Controller('absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  @Post()
  @Operation('absences.declare', 'I am away on these days; managers and coordinators say it for others')
  @Answers(201, Absence)
  declare(@Command() command: CommandRequest, @Body({ schema: DeclareAbsence }) body: z.output<typeof DeclareAbsence>) {
    return this.absences.declare(command, body);
  }

  @Get()
  @Operation('absences.list', 'Mine; for managers and coordinators those of their sites')
  @Answers(200, pageOf(Absence))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: AbsencesQuery }) query: AbsencesQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.absences.list(actor, query), request.originalUrl);
  }

  @Post(':id/end')
  @Operation('absences.end', 'It is over, or will not be')
  @Answers(200, Absence)
  end(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.absences.end(command, id);
  }
}
