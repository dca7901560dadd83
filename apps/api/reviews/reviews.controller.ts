import {
  AdjudicationItem,
  DecideAdjudications,
  DecideReviews,
  ItemResults,
  ReserveReviews,
  ReviewItems,
} from '@kado/contracts/schemas/work-items';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer, pageOf } from '../common/paging';
import { ReviewsService } from './reviews.service';

const AdjudicationList = pageOf(AdjudicationItem).meta({ id: 'AdjudicationList' });

@Controller('engagements/:id')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Post('reviews/reserve')
  @HttpCode(200)
  @Operation('reviews.next', 'Take items to review')
  @Answers(200, ReviewItems)
  reserve(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReserveReviews }) body: z.output<typeof ReserveReviews>,
  ) {
    return this.reviews.reserve(command, id, body);
  }

  @Post('reviews')
  @HttpCode(200)
  @Operation('reviews.decide', 'Accept, fix or return reviewed items')
  @Answers(200, ItemResults)
  decide(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: DecideReviews }) body: DecideReviews,
  ) {
    return this.reviews.decide(command, id, body);
  }

  @Get('adjudications')
  @Operation('adjudications.list', 'Items on which author and reviewer do not agree')
  @Answers(200, AdjudicationList)
  async disputed(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.reviews.disputed(actor, id, query), request.originalUrl);
  }

  @Post('adjudications')
  @HttpCode(200)
  @Operation('adjudications.decide', 'Settle disputed items')
  @Answers(200, ItemResults)
  settle(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: DecideAdjudications }) body: DecideAdjudications,
  ) {
    return this.reviews.settle(command, id, body);
  }
}
