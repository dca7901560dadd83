import { Module } from '@nestjs/common';
import { BadRowsKeeper } from './bad-rows.service';
import { ImportWriter } from './import-writer.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';

@Module({ controllers: [ImportsController], providers: [ImportsService, ImportWriter, BadRowsKeeper] })
export class ImportsModule {}
