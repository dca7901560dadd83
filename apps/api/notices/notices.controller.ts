import { Notice, NoticesRead } from '@kado/contracts/schemas/notices';
import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer, pageOf } from '../common/paging';
import { NoticesQuery } from './notices.query';
import { NoticesService } from './notices.service';

@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @Operation('notices.list', 'What the system has to say to me, newest first')
  @Answers(200, pageOf(Notice))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: NoticesQuery }) query: NoticesQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.notices.list(actor, query), request.originalUrl);
  }

  @Post('read-all')
  @HttpCode(200)
  @Operation('notices.readAll', 'I have read them all')
  @Answers(200, NoticesRead)
  readAll(@Command() command: CommandRequest) {
    return this.notices.readAll(command);
  }

  @Post(':id/read')
  @Operation('notices.read', 'I have read it')
  @Answers(200, Notice)
  read(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.notices.read(command, id);
  }
}
