import { uuid } from '@kado/contracts/schemas/common';
import { ClientItem, Handover, LeavePerson, PeopleFacets, PersonItem } from '@kado/contracts/schemas/people';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { LeaveService } from './leave.service';
import { PeopleQuery } from './people.query';
import { PeopleService } from './people.service';

const HandoverQuery = z.strictObject({ successorId: uuid.optional() });

@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly leaving: LeaveService,
  ) {}

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

  @Get('people/facets')
  @Operation('people.facets', 'Skills and municipalities of the people of my sites, and how many have each')
  @Answers(200, PeopleFacets)
  facets(@CurrentActor() actor: Actor) {
    return this.people.facets(actor);
  }

  @Get('people/:id')
  @Operation('people.get', 'One person of my sites')
  @Answers(200, PersonItem)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.people.get(actor, id);
  }

  @Get('people/:id/handover')
  @Operation('people.handover', 'What a person has in hand, and where it would go')
  @Answers(200, Handover)
  handover(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: HandoverQuery }) { successorId }: z.output<typeof HandoverQuery>,
  ) {
    return this.leaving.preview(actor, id, successorId);
  }

  @Post('people/:id/leave')
  @HttpCode(200)
  @Operation('people.leave', 'A person leaves and hands over everything')
  @Answers(200, Handover)
  leave(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: LeavePerson }) body: z.output<typeof LeavePerson>,
  ) {
    return this.leaving.leave(command, id, body);
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
