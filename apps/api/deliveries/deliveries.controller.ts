import { DeliveryList } from '@kado/contracts/schemas/deliveries';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { DeliveriesService } from './deliveries.service';

@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get('engagements/:id/deliveries')
  @Operation('deliveries.list', 'Deliveries and their files')
  @Answers(200, DeliveryList)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.deliveries.list(actor, id, query), request.originalUrl);
  }

  @Get('files/:id')
  @Operation('files.get', 'The bytes of a file')
  @ApiProduces('application/octet-stream')
  @ApiResponse({
    status: 200,
    description: 'The bytes, as an attachment',
    schema: { type: 'string', format: 'binary' },
  })
  async file(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response) {
    const file = await this.deliveries.file(actor, id);
    response.set({
      'Content-Type': file.mediaType,
      // Saved, not shown: a page from here would run with the rights of this address.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'private, no-cache',
      ETag: `"${file.sha256}"`,
      'X-Content-Type-Options': 'nosniff',
    });
    response.send(file.content);
  }
}
