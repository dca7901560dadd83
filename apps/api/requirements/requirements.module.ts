import { Module } from '@nestjs/common';
import { PilotService } from './pilot.service';
import { QuotesService } from './quotes.service';
import { RequirementsController } from './requirements.controller';
import { RequirementsService } from './requirements.service';

@Module({ controllers: [RequirementsController], providers: [RequirementsService, QuotesService, PilotService] })
export class RequirementsModule {}
