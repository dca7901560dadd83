import { ClientItem, PersonItem } from '@kado/contracts/schemas/people';
import { Controller, Get, Query, Req } from '@nestjs/common';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { PeopleQuery } from './people.query';
import { PeopleService } from './people.service';

@Controller()
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get('people')
  @Operation('people.list', 'People of my sites by skill, municipality, role or name')
  @Answers(200, pageOf(PersonItem))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: PeopleQuery }) query: PeopleQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.people.list(actor, query), request.originalUrl);
  }

  @Get('clients')
  @Operation('clients.list', 'Clients of my sites')
  @Answers(200, pageOf(ClientItem))
  async clients(
    @CurrentActor() actor: Actor,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: KadoRequest,
  ) {
    return pageAnswer(await this.people.clients(actor, query), request.originalUrl);
  }
}
