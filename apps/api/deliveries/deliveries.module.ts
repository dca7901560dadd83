import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller';
import { DeliveriesService } from './deliveries.service';
import { RejectionsController } from './rejections.controller';
import { RejectionsService } from './rejections.service';

@Module({
  controllers: [DeliveriesController, RejectionsController],
  providers: [DeliveriesService, RejectionsService],
})
export class DeliveriesModule {}
