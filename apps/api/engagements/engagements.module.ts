import { Module } from '@nestjs/common';
import { EngagementsController } from './engagements.controller';
import { EngagementsService } from './engagements.service';
import { StartEngagementService } from './start-engagement.service';
import { TimelineService } from './timeline.service';

@Module({
  controllers: [EngagementsController],
  providers: [EngagementsService, StartEngagementService, TimelineService],
})
export class EngagementsModule {}
