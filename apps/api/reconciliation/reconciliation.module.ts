import { Module } from '@nestjs/common';
import { RepairsModule } from '../repairs/repairs.module';
import { MendService } from './mend.service';
import { ReconciliationController } from './reconciliation.controller';
import { ReconciliationService } from './reconciliation.service';
import { RestartService } from './restart.service';

@Module({
  imports: [RepairsModule],
  controllers: [ReconciliationController],
  providers: [MendService, ReconciliationService, RestartService],
})
export class ReconciliationModule {}
