import { Module } from '@nestjs/common';
import { ChangeReads } from './change-reads.service';
import { ChangesController } from './changes.controller';
import { ChangesService } from './changes.service';

@Module({ controllers: [ChangesController], providers: [ChangesService, ChangeReads] })
export class ChangesModule {}
