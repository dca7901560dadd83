import { Offer, OfferList, OffersSent, SendOffers } from '@kado/contracts/schemas/staffing';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { OfferAnswersService } from './offer-answers.service';
import { OffersService } from './offers.service';

@Controller()
export class OffersController {
  constructor(
    private readonly offers: OffersService,
    private readonly answers: OfferAnswersService,
  ) {}

  @Post('engagements/:id/offers')
  @Operation('offers.send', 'Ask people to join')
  @Answers(201, OffersSent)
  send(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: SendOffers }) body: SendOffers) {
    return this.offers.send(command, id, body);
  }

  @Get('engagements/:id/offers')
  @Operation('offers.list', 'Offers of an engagement')
  @Answers(200, OfferList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.offers.list(actor, id, query), request.originalUrl);
  }

  @Get('offers')
  @Operation('offers.mine', 'Offers to me')
  @Answers(200, OfferList)
  async mine(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery, @Req() request: Request) {
    return pageAnswer(await this.offers.mine(actor, query), request.originalUrl);
  }

  @Post('offers/:id/accept')
  @HttpCode(200)
  @Operation('offers.accept', 'Accept an offer')
  @Answers(200, Offer)
  accept(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.answers.accept(command, id);
  }

  @Post('offers/:id/decline')
  @HttpCode(200)
  @Operation('offers.decline', 'Decline an offer; nothing else changes')
  @Answers(200, Offer)
  decline(@Command() command: CommandRequest, @Param('id') id: string) {
    return this.answers.decline(command, id);
  }
}
