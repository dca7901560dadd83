import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, type Credential, CurrentActor, type KadoRequest } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { LiveService } from './live.service';

const EVENTS = [
  'A stream of server-sent events; each says that something is to be asked for anew, never what it is.',
  '`changed` {"engagements":[{"id","key"}],"at"}: something was written in engagements that I can see.',
  '`notice` {"notices":[{"id","kind"}],"at"}: there is a notice for me.',
  '`reset` {}: what was missed is not known any more, everything is to be loaded anew.',
  '`end` {"reason":"session_ended"|"too_many_streams"|"shutdown"}: the last event.',
].join('\n');

@Controller('events')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Get()
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Of the last event heard: what was missed is told first.',
  })
  @Operation('events.stream', 'What is written, while it is written: server-sent events')
  @Answers(200, undefined, EVENTS)
  async stream(
    @CurrentActor() actor: Actor,
    @Req() request: KadoRequest,
    @Res() response: Response,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<void> {
    // Express answers HEAD by the same route; there would be nobody to read what follows.
    if (request.method === 'HEAD') response.type('text/event-stream').end();
    else await this.live.open(actor, request.credential as Credential, response, lastEventId);
  }
}
