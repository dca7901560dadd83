import {
  ItemResults,
  ItemStateAnswer,
  ReleaseItem,
  ReleaseItems,
  ReservedItems,
  ReserveItems,
  SubmitItem,
  SubmitItems,
  WorkItemDetail,
} from '@kado/contracts/schemas/work-items';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { pageAnswer } from '../common/paging';
import { WorkItemReads } from './work-item-reads.service';
import { WorkItemList, WorkItemQuery } from './work-items.schemas';
import { WorkItemsService } from './work-items.service';

@Controller()
export class WorkItemsController {
  constructor(
    private readonly items: WorkItemsService,
    private readonly reads: WorkItemReads,
  ) {}

  @Post('engagements/:id/work-items/reserve')
  @HttpCode(200)
  @Operation('items.reserve', 'Take items to work on')
  @Answers(200, ReservedItems)
  reserve(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReserveItems }) body: ReserveItems,
  ) {
    return this.items.reserve(command, id, body);
  }

  @Post('engagements/:id/work-items/submissions')
  @HttpCode(200)
  @Operation('items.submitBatch', 'Answer up to 50 items')
  @Answers(200, ItemResults)
  submitBatch(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: SubmitItems }) body: SubmitItems,
  ) {
    return this.items.submitBatch(command, id, body);
  }

  @Post('engagements/:id/work-items/releases')
  @HttpCode(200)
  @Operation('items.releaseBatch', 'Give up to 50 items back')
  @Answers(200, ItemResults)
  releaseBatch(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReleaseItems }) body: ReleaseItems,
  ) {
    return this.items.releaseBatch(command, id, body);
  }

  @Post('work-items/:id/submit')
  @HttpCode(200)
  @Operation('items.submit', 'Answer an item')
  @Answers(200, ItemStateAnswer)
  submit(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: SubmitItem }) body: SubmitItem) {
    return this.items.submit(command, id, body);
  }

  @Post('work-items/:id/release')
  @HttpCode(200)
  @Operation('items.release', 'Give an item back')
  @Answers(200, ItemStateAnswer)
  release(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReleaseItem }) body: z.output<typeof ReleaseItem>,
  ) {
    return this.items.release(command, id, body.fence);
  }

  @Get('engagements/:id/work-items')
  @Operation('items.list', 'Items of an engagement')
  @Answers(200, WorkItemList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: WorkItemQuery }) query: WorkItemQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.reads.list(actor, id, query), request.originalUrl);
  }

  @Get('work-items/:id')
  @Operation('items.get', 'An item and its history')
  @Answers(200, WorkItemDetail)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.reads.get(actor, id);
  }

  @Get('work-items/:id/picture')
  @Operation('items.picture', 'The picture of an item')
  @ApiProduces('image/png', 'image/jpeg')
  @ApiResponse({ status: 200, description: 'PNG or JPEG', schema: { type: 'string', format: 'binary' } })
  async picture(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response) {
    const { bytes, mediaType, sha256 } = await this.reads.picture(actor, id);
    response.set({
      'Content-Type': mediaType,
      'Cache-Control': 'private, max-age=3600, immutable',
      ETag: `"${sha256}"`,
      'X-Content-Type-Options': 'nosniff',
    });
    response.send(bytes);
  }
}
