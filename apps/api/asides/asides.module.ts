import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module';
import { HumanTasksModule } from '../human-tasks/human-tasks.module';
import { AsidesController } from './asides.controller';
import { AsidesService } from './asides.service';
import { QuestionsController } from './questions.controller';
import { QuestionsService } from './questions.service';
import { ReopenService } from './reopen.service';
import { RescheduleService } from './reschedule.service';

@Module({
  imports: [EngagementsModule, HumanTasksModule],
  controllers: [AsidesController, QuestionsController],
  providers: [AsidesService, ReopenService, QuestionsService, RescheduleService],
})
export class AsidesModule {}
