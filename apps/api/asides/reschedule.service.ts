import type { RescheduleHumanTask } from '@kado/contracts/schemas/human-task';
import { dateInTokyo } from '@kado/domain/calendar';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { etagOf } from '../common/etag';
import { preconditionWords } from '../common/precondition-words';
import { fieldProblem } from '../common/problem';
import type { Words } from '../common/problem-catalog';
import { requireTask, requireUndecided, showTask } from '../human-tasks/task-row';

/** The calendar of holidays ends with 2050. */
const LAST_DAY = '2049-12-31';

/** A due time moves with its clocks; the execution that asked the task, a lot's own, is told. */
@Injectable()
export class RescheduleService {
  constructor(
    private readonly database: Database,
    private readonly orders: EngagementCommandsService,
  ) {}

  async reschedule(
    request: CommandRequest,
    taskId: string,
    { dueAt, reason }: z.output<typeof RescheduleHumanTask>,
  ): Promise<Answer> {
    const { actor } = request;
    const find = { toDecide: false };
    const task = await this.database.transaction(actor.scope, (tx) =>
      requireTask(tx, actor, 'humanTasks.reschedule', taskId, find),
    );
    return this.orders.send(
      request,
      task.engagement.id,
      {
        command: 'reschedule',
        operation: 'humanTasks.reschedule',
        reason,
        data: { taskId: task.id, dueAt: new Date(dueAt).toISOString() },
        workflowId: task.workflowId,
      },
      {
        prepare: async (tx, _, { isRepeated }) => {
          if (isRepeated) return {};
          requireUndecided(await requireTask(tx, actor, 'humanTasks.reschedule', taskId, find));
          requireUsable(dueAt);
          return {};
        },
        answer: async (tx) => {
          const now = await requireTask(tx, actor, 'humanTasks.reschedule', taskId, find);
          return { status: 200, body: showTask(now, actor), headers: { ETag: etagOf(now.rowVersion) } };
        },
      },
    );
  }
}

function requireUsable(dueAt: string): void {
  const code = Date.parse(dueAt) <= Date.now() ? 'due_in_the_past' : undefined;
  const fault = code ?? (dateInTokyo(new Date(dueAt).toISOString()) > LAST_DAY ? 'due_too_late' : undefined);
  if (fault) throw fieldProblem('/dueAt', fault, preconditionWords(fault) as Words);
}
