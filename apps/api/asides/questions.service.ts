import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { AskClient, ClientQuestion } from '@kado/contracts/schemas/asides';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { preconditionWords } from '../common/precondition-words';
import { Problem } from '../common/problem';
import { requireTask, requireUndecided, type TaskRow } from '../human-tasks/task-row';

type TaskRef = { id: string; kind: HumanTaskKind };
type Row = Omit<ClientQuestion, 'askedAt' | 'answeredAt' | 'task' | 'openTask'> & {
  askedAt: Date;
  answeredAt: Date | null;
  task: TaskRef | null;
  openTask: TaskRef | null;
};

/** Questions to the client that a task hangs on: its clock stands still until the answer has come. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly orders: EngagementCommandsService,
  ) {}

  async ask(request: CommandRequest, taskId: string, { text }: z.output<typeof AskClient>): Promise<Answer> {
    const { actor } = request;
    const find = (tx: Tx) => requireTask(tx, actor, 'questions.ask', taskId, { toDecide: false });
    const task = await this.database.transaction(actor.scope, find);
    return this.orders.send(
      request,
      task.engagement.id,
      { command: 'ask_client', operation: 'questions.ask', reason: text, data: { taskId: task.id } },
      {
        prepare: async (tx, _, { isRepeated }) => {
          if (!isRepeated) requireAskable(await find(tx));
          return {};
        },
        // The words of the question are kept under the id of the command.
        answer: async (tx, { id }, commandId) => {
          const [row] = await readQuestions(tx, { engagementId: id, isClient: false, wordsId: commandId, limit: 1 });
          return { status: 201, body: row && show(row) };
        },
      },
    );
  }

  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<ClientQuestion>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'questions.list', idOrKey);
      const [after] = decodeCursor(cursor, ['integer']) ?? [];
      const rows = await readQuestions(tx, {
        engagementId: engagement.id,
        isClient: engagement.actingRole === 'client',
        after,
        limit: limit + 1,
      });
      return toPage(rows, limit, (row) => [row.questionNo], show);
    });
  }
}

/** Said before the engine is asked; a lot has no questions of its own. */
function requireAskable(task: TaskRow): void {
  requireUndecided(task);
  const fault =
    task.workflowId !== engagementWorkflowId(task.engagement.key)
      ? 'task_of_a_lot'
      : task.waitsFor === 'client'
        ? 'task_waits_for_client'
        : undefined;
  if (fault)
    throw new Problem(409, 'precondition_failed', { detail: preconditionWords(fault), extras: { reason: fault } });
}

const name = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.family_name || ' ' || ${alias}.given_name)`;

/** Answers come from the client or, after the term, by telephone to a manager: of those the client reads no name. */
function readQuestions(
  tx: Tx,
  of: { engagementId: string; isClient: boolean; wordsId?: string; after?: string; limit: number },
): Promise<Row[]> {
  return tx.rows<Row>(
    `select q.id, q.question_no as "questionNo", q.status, qt.text as question, at.text as answer, q.asked_at as "askedAt",
            q.answered_at as "answeredAt", case when not $2::boolean then ${name('ap')} end as "askedBy",
            case when dp.id is not null and (not $2 or d.role = 'client') then ${name('dp')} end as "answeredBy",
            case when t.id is not null then json_build_object('id', t.id, 'kind', t.kind) end as task,
            case when o.id is not null then json_build_object('id', o.id, 'kind', o.kind) end as "openTask"
       from client_question q join reason_text qt on qt.id = q.question_id left join reason_text at on at.id = q.answer_id
       join person ap on ap.id = q.asked_by left join human_task t on t.id = q.task_id
       left join human_task o on o.engagement_id = q.engagement_id and o.status = 'open'
            and o.kind in ('answer_question', 'call_client') and (o.subject ->> 'questionNo')::int = q.question_no
       left join human_task d on d.engagement_id = q.engagement_id and d.status = 'completed' and d.outcome in ('answered', 'dropped')
            and d.kind in ('answer_question', 'call_client') and (d.subject ->> 'questionNo')::int = q.question_no
       left join person dp on dp.id = d.decided_by
      where q.engagement_id = $1 and ($3::uuid is null or q.question_id = $3) and ($4::bigint is null or q.question_no > $4)
      order by q.question_no limit $5`,
    [of.engagementId, of.isClient, of.wordsId ?? null, of.after ?? null, of.limit],
  );
}

function show(row: Row): ClientQuestion {
  return {
    ...row,
    askedAt: row.askedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    task: named(row.task),
    openTask: named(row.openTask),
  };
}

function named(task: TaskRef | null): ClientQuestion['task'] {
  if (!task) return null;
  const { ja, en } = kindSpec(task.kind);
  return { ...task, name: { ja, en } };
}
