import { Controller, Get, Header } from '@nestjs/common';
import { z } from 'zod';
import { Answer } from '../common/answer';
import { Answers, Operation } from '../common/operation.decorator';
import { Checks, HealthService } from './health.service';

@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  @Operation('health.live', 'The process answers')
  @Answers(200, z.object({ status: z.literal('ok') }))
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  @Operation('health.ready', 'Database, migrations, Temporal and a worker: each by name')
  @Answers(200, Checks)
  @Answers(503, Checks)
  async ready() {
    const answer = await this.health.check();
    return new Answer(answer.status === 'ok' ? 200 : 503, answer);
  }
}
