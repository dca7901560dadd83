import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { Executions } from '@kado/temporal/client/executions';
import { Module } from '@nestjs/common';
import { CommandRepairsService } from './command-repairs.service';
import { EffectRepairsService } from './effect-repairs.service';
import { RepairsController } from './repairs.controller';
import { RepairsService } from './repairs.service';
import { TerminateService } from './terminate.service';

@Module({
  controllers: [RepairsController],
  providers: [
    {
      provide: Executions,
      useFactory: ({ engine }: EngagementProcess) => new Executions(engine),
      inject: [EngagementProcess],
    },
    CommandRepairsService,
    EffectRepairsService,
    RepairsService,
    TerminateService,
  ],
  exports: [Executions],
})
export class RepairsModule {}
