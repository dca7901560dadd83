import { Module } from '@nestjs/common';
import { ClaimsService } from './claims.service';
import { CompleteService } from './complete.service';
import { HandoversService } from './handovers.service';
import { HumanTasksController } from './human-tasks.controller';
import { HumanTasksService } from './human-tasks.service';

@Module({
  controllers: [HumanTasksController],
  providers: [HumanTasksService, ClaimsService, HandoversService, CompleteService],
})
export class HumanTasksModule {}
