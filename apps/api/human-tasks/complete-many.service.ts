import { createHash } from 'node:crypto';
import type { CompleteHumanTasks } from '@kado/contracts/schemas/human-task';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { type CommandRequest, canonical } from '../common/command';
import { LOG } from '../common/injection';
import { problemOf } from '../common/problem.filter';
import { CompleteService } from './complete.service';

type Item = z.output<typeof CompleteHumanTasks>['items'][number];

interface Result {
  taskId: string;
  status: number;
  answer: unknown;
}

const AT_ONCE = 4;

/**
 * Many decisions in one request, each by itself: with its own idempotency under a key made of the request's and the task's,
 * so that one refusal stops none of the others and the same request again gives each its own answer.
 */
@Injectable()
export class CompleteManyService {
  constructor(
    private readonly completing: CompleteService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async complete(request: CommandRequest, items: readonly Item[], locale: 'ja' | 'en'): Promise<{ results: Result[] }> {
    const results = new Map<string, Result>();
    const queue = [...items];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift())
          results.set(next.taskId, await this.one(request, next, locale));
      }),
    );
    return { results: items.map(({ taskId }) => results.get(taskId) as Result) };
  }

  private async one(request: CommandRequest, { taskId, ...body }: Item, locale: 'ja' | 'en'): Promise<Result> {
    const whole = { taskId, ...body };
    try {
      const { status, body: answer } = await this.completing.complete(
        {
          ...request,
          route: `humanTasks.complete ${taskId}`,
          key: createHash('sha256').update(`${request.key} ${taskId}`).digest('hex'),
          body: whole,
          hash: createHash('sha256').update(canonical(whole)).digest('hex'),
        },
        taskId,
        body,
      );
      return { taskId, status, answer };
    } catch (error) {
      const problem = problemOf(error, this.log, request.traceId);
      return {
        taskId,
        status: problem.status,
        answer: problem.body(locale, `/api/v1/human-tasks/${taskId}/complete`, request.traceId),
      };
    }
  }
}
