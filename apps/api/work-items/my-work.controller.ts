import { MyWork, MyWorkList } from '@kado/contracts/schemas/my-work';
import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, CurrentActor } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { MyWorkService } from './my-work.service';

@Controller()
export class MyWorkController {
  constructor(private readonly work: MyWorkService) {}

  @Get('me/work')
  @Operation('myWork.list', 'My day as a teleworker, in every engagement I work in')
  @Answers(200, MyWorkList)
  list(@CurrentActor() actor: Actor) {
    return this.work.list(actor);
  }

  @Get('engagements/:id/my-work')
  @Operation('myWork.get', 'My day as a teleworker in one engagement')
  @Answers(200, MyWork)
  get(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.work.get(actor, id);
  }
}
