import { NameRejections, Rejections } from '@kado/contracts/schemas/deliveries';
import { Body, Controller, Delete, Get, Param, Put, Req } from '@nestjs/common';
import { type Actor, CurrentActor, type KadoRequest } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { RejectionsService } from './rejections.service';

/** The client rejects a delivery by exact items: named here, sent back by completing `accept_delivery` as rejected. */
@Controller('engagements/:id/deliveries/:no/rejections')
export class RejectionsController {
  constructor(private readonly rejections: RejectionsService) {}

  @Put()
  @Operation('rejections.put', 'Name the items that are not accepted; replaces those named before')
  @Answers(200, Rejections)
  put(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('no') no: string,
    @Body({ schema: NameRejections }) body: NameRejections,
    @Req() request: KadoRequest,
  ) {
    return this.rejections.replace(actor, id, no, body.items, request.traceId);
  }

  @Get()
  @Operation('rejections.get', 'The items that the client has named')
  @Answers(200, Rejections)
  get(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('no') no: string) {
    return this.rejections.get(actor, id, no);
  }

  @Delete()
  @Operation('rejections.delete', 'Take them all back')
  @Answers(200, Rejections)
  delete(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('no') no: string, @Req() request: KadoRequest) {
    return this.rejections.replace(actor, id, no, [], request.traceId);
  }
}
