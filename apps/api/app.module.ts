import type { Settings } from '@kado/config/settings';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { AbsencesModule } from './absences/absences.module';
import { AsidesModule } from './asides/asides.module';
import { AuthModule } from './auth/auth.module';
import { ChangesModule } from './changes/changes.module';
import { AuthGuard } from './common/auth.guard';
import { CommonModule } from './common/common.module';
import { DeliveriesModule } from './deliveries/deliveries.module';
import { EngagementsModule } from './engagements/engagements.module';
import { HealthModule } from './health/health.module';
import { HumanTasksModule } from './human-tasks/human-tasks.module';
import { ImportsModule } from './imports/imports.module';
import { LiveModule } from './live/live.module';
import { LotsModule } from './lots/lots.module';
import { NoticesModule } from './notices/notices.module';
import { OperationsModule } from './operations/operations.module';
import { PeopleModule } from './people/people.module';
import { PlanChangesModule } from './plan-changes/plan-changes.module';
import { PlansModule } from './plans/plans.module';
import { ReconciliationModule } from './reconciliation/reconciliation.module';
import { RepairsModule } from './repairs/repairs.module';
import { RequirementsModule } from './requirements/requirements.module';
import { ReviewsModule } from './reviews/reviews.module';
import { StaffingModule } from './staffing/staffing.module';
import { WorkItemsModule } from './work-items/work-items.module';

/** One module a capability; each owns its routes and its transactions. */
const CAPABILITIES = [
  AbsencesModule,
  AsidesModule,
  AuthModule,
  ChangesModule,
  DeliveriesModule,
  EngagementsModule,
  HealthModule,
  HumanTasksModule,
  ImportsModule,
  LiveModule,
  LotsModule,
  NoticesModule,
  OperationsModule,
  PeopleModule,
  PlanChangesModule,
  PlansModule,
  ReconciliationModule,
  RepairsModule,
  RequirementsModule,
  ReviewsModule,
  StaffingModule,
  WorkItemsModule,
];

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a dynamic module is Nest's form
export class AppModule {
  static with(settings: Settings, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, CommonModule.with(settings, log), ...CAPABILITIES],
      providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
    };
  }
}
