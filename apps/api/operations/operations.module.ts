import { Global, Module } from '@nestjs/common';
import { OperationsController } from './operations.controller';
import { OperationsService } from './operations.service';
import { OwnOperations } from './own-operations.service';
import { OperationRunner } from './runner.service';

@Global()
@Module({
  controllers: [OperationsController],
  providers: [OperationsService, OwnOperations, OperationRunner],
  exports: [OperationsService, OperationRunner],
})
export class OperationsModule {}
