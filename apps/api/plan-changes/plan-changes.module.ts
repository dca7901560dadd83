import { Module } from '@nestjs/common';
import { PlanChangesController } from './plan-changes.controller';
import { PlanChangesService } from './plan-changes.service';

@Module({ controllers: [PlanChangesController], providers: [PlanChangesService] })
export class PlanChangesModule {}
