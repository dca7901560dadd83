import { Module } from '@nestjs/common';
import { LeaseTimes } from './lease';
import { WorkItemReads } from './work-item-reads.service';
import { WorkItemsController } from './work-items.controller';
import { WorkItemsService } from './work-items.service';

@Module({
  controllers: [WorkItemsController],
  providers: [WorkItemsService, WorkItemReads, LeaseTimes],
  exports: [LeaseTimes],
})
export class WorkItemsModule {}
