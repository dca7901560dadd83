import { Module } from '@nestjs/common';
import { InspectionsService } from './inspections.service';
import { LotsController } from './lots.controller';
import { LotsService } from './lots.service';

@Module({ controllers: [LotsController], providers: [LotsService, InspectionsService] })
export class LotsModule {}
