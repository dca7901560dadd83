import { Module } from '@nestjs/common';
import { LeaseTimes } from './lease';
import { MyWorkController } from './my-work.controller';
import { MyWorkService } from './my-work.service';
import { WorkItemReads } from './work-item-reads.service';
import { WorkItemsController } from './work-items.controller';
import { WorkItemsService } from './work-items.service';

@Module({
  controllers: [MyWorkController, WorkItemsController],
  providers: [WorkItemsService, WorkItemReads, LeaseTimes, MyWorkService],
  exports: [LeaseTimes],
})
export class WorkItemsModule {}
