import { Module } from '@nestjs/common';
import { ClaimsService } from './claims.service';
import { CompleteService } from './complete.service';
import { HumanTasksController } from './human-tasks.controller';
import { HumanTasksService } from './human-tasks.service';

@Module({ controllers: [HumanTasksController], providers: [HumanTasksService, ClaimsService, CompleteService] })
export class HumanTasksModule {}
