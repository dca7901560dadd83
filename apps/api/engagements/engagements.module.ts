import { Module } from '@nestjs/common';
import { EngagementsController } from './engagements.controller';
import { EngagementsService } from './engagements.service';
import { StagesService } from './stages.service';
import { StartEngagementService } from './start-engagement.service';
import { TimelineService } from './timeline.service';
import { WaitingService } from './waiting.service';

@Module({
  controllers: [EngagementsController],
  providers: [EngagementsService, StagesService, StartEngagementService, TimelineService, WaitingService],
  exports: [StartEngagementService],
})
export class EngagementsModule {}
