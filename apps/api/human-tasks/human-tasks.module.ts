import { Module } from '@nestjs/common';
import { ClaimsService } from './claims.service';
import { CompleteService } from './complete.service';
import { CompleteManyService } from './complete-many.service';
import { DecidersService } from './deciders.service';
import { HandoversController } from './handovers.controller';
import { HandoversService } from './handovers.service';
import { HumanTasksController } from './human-tasks.controller';
import { HumanTasksService } from './human-tasks.service';
import { HumanTaskSummaryService } from './summary.service';

@Module({
  controllers: [HandoversController, HumanTasksController],
  providers: [
    HumanTasksService,
    HumanTaskSummaryService,
    ClaimsService,
    HandoversService,
    CompleteService,
    CompleteManyService,
    DecidersService,
  ],
})
export class HumanTasksModule {}
