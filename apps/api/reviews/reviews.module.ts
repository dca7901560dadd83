import { Module } from '@nestjs/common';
import { WorkItemsModule } from '../work-items/work-items.module';
import { ReviewsController } from './reviews.controller';
import { ReviewsService } from './reviews.service';

@Module({ imports: [WorkItemsModule], controllers: [ReviewsController], providers: [ReviewsService] })
export class ReviewsModule {}
