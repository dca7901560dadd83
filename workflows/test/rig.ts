import type { RunTuning } from '@kado/contracts/carry';
import { COMMAND, type CommandReceipt, type SubmittedCommand } from '@kado/contracts/command';
import {
  ENGAGEMENT_WORKFLOW,
  type EngagementInput,
  engagementWorkflowId,
  OPENED_UPDATE,
} from '@kado/contracts/engagement';
import {
  DECIDE,
  type DecisionData,
  type DecisionReceipt,
  type SubmittedDecision,
  WAITING_QUERY,
  type Wait,
} from '@kado/contracts/human-task';
import { LOT_READY_SIGNAL, lotWorkflowId } from '@kado/contracts/lot';
import { newId } from '@kado/persistence/database';
import { ServiceError, WithStartWorkflowOperation } from '@temporalio/client';
import { foreignServers, ownServers, type RigOptions, RigServers } from './rig-servers';
import { until } from './until';

export type { RigOptions } from './rig-servers';

export interface Person {
  id: string;
  siteId: string;
  clientId: string | null;
}

export interface Case {
  input: EngagementInput;
  key: string;
}

/** The words of the domain over real servers. One per spec file. */
export class Rig extends RigServers {
  private cases = 0;

  static async start(options: RigOptions = {}): Promise<Rig> {
    const rig = new Rig(await ownServers(options));
    if (options.ownWorker ?? true) await rig.startWorker();
    return rig;
  }

  /** Over servers that somebody else runs and stops, with no worker of its own: what the words of the domain look through. */
  static async over(databaseUrl: string, temporalAddress: string): Promise<Rig> {
    return new Rig(await foreignServers(databaseUrl, temporalAddress));
  }

  async person(login: string): Promise<Person> {
    const [row] = await this.sql<Person>(
      `select a.person_id as id, a.site_id as "siteId", (select client_id from role_grant g where g.person_id = a.person_id and role = 'client' limit 1) as "clientId"
         from account a where login = $1`,
      [login],
    );
    if (!row) throw new TypeError(`no account ${login} in the seeds`);
    return row;
  }

  /** Starts an engagement as the API does: the command row first, then Update-with-Start. */
  async engagement(key = `KADO-TEST-${++this.cases}`, tuning?: RunTuning): Promise<Case> {
    const manager = await this.person('manager01');
    const client = await this.person('client01');
    const commandId = newId();
    const body = {
      clientId: client.clientId,
      title: '手書き数字の教師データ',
      category: 'digital_data',
      deliveryDue: '2027-03-31',
    };
    await this.sql(
      `insert into command (id, site_id, actor_id, route, idempotency_key, request_hash, body, engagement_key, state, locked_until)
       values ($1,$2,$3,'engagements.start',$4,'-',$5,$4,'in_flight', now())`,
      [commandId, manager.siteId, manager.id, key, JSON.stringify(body)],
    );
    const input: EngagementInput = {
      engagementId: newId(),
      engagementKey: key,
      commandId,
      siteId: manager.siteId,
      siteCode: 'SHIOJIRI',
      clientCode: 'C-01',
      ...(tuning && { tuning }),
    };
    await this.open(input);
    return { input, key };
  }

  async open(input: EngagementInput): Promise<void> {
    const start = new WithStartWorkflowOperation(ENGAGEMENT_WORKFLOW, {
      workflowId: engagementWorkflowId(input.engagementKey),
      taskQueue: this.taskQueue,
      args: [input],
      workflowTaskTimeout: '3 seconds',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    await this.client.workflow.executeUpdateWithStart(OPENED_UPDATE, {
      startWorkflowOperation: start,
      updateId: input.commandId,
    });
  }

  /** The open human task of a kind (newest first), waited for at most 20 s. */
  async task(c: Case, kind: string, lotNo?: number): Promise<{ id: string; workflowId: string }> {
    let found: { id: string; workflowId: string } | undefined;
    await until(async () => {
      [found] = await this.sql<{ id: string; workflowId: string }>(
        `select t.id, t.workflow_id as "workflowId" from human_task t left join lot l on l.id = t.lot_id
          where t.engagement_id = $1 and t.kind = $2 and t.status = 'open' and ($3::int is null or l.lot_no = $3) order by t.since desc limit 1`,
        [c.input.engagementId, kind, lotNo ?? null],
      );
      return found !== undefined;
    }, `${c.key}: an open ${kind} task`);
    return found as { id: string; workflowId: string };
  }

  openTasks(c: Case): Promise<{ id: string; kind: string }[]> {
    return this.sql(`select id, kind from human_task where engagement_id = $1 and status = 'open'`, [
      c.input.engagementId,
    ]);
  }

  async decide(
    c: Case,
    kind: string,
    login: string,
    outcome: string,
    options: { data?: DecisionData; reason?: string; lotNo?: number } = {},
  ): Promise<DecisionReceipt> {
    const task = await this.task(c, kind, options.lotNo);
    const actor = await this.person(login);
    return this.send(task.workflowId, {
      taskId: task.id,
      outcome,
      actor: actor.id,
      decisionId: newId(),
      data: options.data,
      reasonId: options.reason ? await this.reason(c, options.reason) : undefined,
    });
  }

  /** A call that the server could not answer is made again under the same id, as callers of KADO do: it decides once. */
  async send(workflowId: string, decision: SubmittedDecision): Promise<DecisionReceipt> {
    const handle = this.client.workflow.getHandle(workflowId);
    for (const end = Date.now() + 60_000; ; ) {
      try {
        return await handle.executeUpdate<DecisionReceipt, [SubmittedDecision]>(DECIDE, {
          args: [decision],
          updateId: decision.decisionId,
        });
      } catch (error) {
        if (!(error instanceof ServiceError) || Date.now() > end) throw error;
      }
    }
  }

  /** A command by the API's door, its reason stored as the API does. */
  async command(
    c: Case,
    command: string,
    login: string,
    options: { data?: DecisionData; reason?: string; lotNo?: number; commandId?: string } = {},
  ): Promise<CommandReceipt> {
    const { lotNo, data, reason, commandId = newId() } = options;
    const submitted: SubmittedCommand = {
      command,
      actor: (await this.person(login)).id,
      commandId,
      data,
      reasonId: reason ? await this.reason(c, reason) : undefined,
    };
    const workflowId = lotNo === undefined ? engagementWorkflowId(c.key) : lotWorkflowId(c.key, lotNo);
    return this.client.workflow
      .getHandle(workflowId)
      .executeUpdate<CommandReceipt, [SubmittedCommand]>(COMMAND, { args: [submitted], updateId: commandId });
  }

  signal(workflowId: string, payload: unknown): Promise<void> {
    return this.client.workflow.getHandle(workflowId).signal(DECIDE, payload);
  }

  waiting(workflowId: string): Promise<Wait[]> {
    return this.client.workflow.getHandle(workflowId).query<Wait[]>(WAITING_QUERY);
  }

  async reason(c: Case, text: string): Promise<string> {
    const id = newId();
    await this.sql('insert into reason_text (id, site_id, engagement_id, text) values ($1,$2,$3,$4)', [
      id,
      c.input.siteId,
      c.input.engagementId,
      text,
    ]);
    return id;
  }

  async stage(c: Case): Promise<string> {
    const [row] = await this.sql<{ stage: string }>('select stage from engagement where id = $1', [
      c.input.engagementId,
    ]);
    return row?.stage ?? 'none';
  }

  async lotReady(c: Case, lotNo: number, round: number): Promise<void> {
    await this.client.workflow
      .getHandle(lotWorkflowId(c.key, lotNo))
      .signal(LOT_READY_SIGNAL, { key: `lotReady:${c.key}-L${lotNo}:${round}`, round });
  }

  /** Waits until a lot is in production in this round. */
  lotRound(c: Case, lotNo: number, round: number): Promise<void> {
    return until(async () => {
      const rows = await this.sql(
        `select 1 from lot where engagement_id = $1 and lot_no = $2 and round = $3 and stage = 'production' and total > 0 and (round = 1 or open > 0)`,
        [c.input.engagementId, lotNo, round],
      );
      return rows.length > 0 && (await this.runs(lotWorkflowId(c.key, lotNo)));
    }, `lot ${lotNo} in round ${round}`);
  }

  /** Is an execution of this id at work? Its row comes before it does, and each round has one of its own. */
  private runs(workflowId: string): Promise<boolean> {
    return this.client.workflow
      .getHandle(workflowId)
      .describe()
      .then(
        ({ status }) => status.name === 'RUNNING',
        () => false,
      );
  }

  async pausedTasks(c: Case): Promise<number> {
    const [row] = await this.sql<{ n: number }>(
      `select count(*)::int as n from human_task where engagement_id = $1 and status = 'open' and paused_at is not null`,
      [c.input.engagementId],
    );
    return row?.n ?? 0;
  }

  /** Orders a new run of the engagement and its lots, and waits until the engagement's has begun. */
  async handOver(c: Case): Promise<void> {
    const handle = this.client.workflow.getHandle(engagementWorkflowId(c.key));
    const { runId } = await handle.describe();
    await this.command(c, 'hand_over', 'ops01');
    await until(async () => (await handle.describe()).runId !== runId, `a new run of ${c.key}`);
  }

  async inStage(c: Case, stage: string): Promise<void> {
    await until(async () => (await this.stage(c)) === stage, `${c.key} in ${stage}`);
  }

  history(workflowId: string) {
    return this.client.workflow.getHandle(workflowId).fetchHistory();
  }

  /** The histories of all runs under an id that follow one from another, the first one first. */
  async histories(workflowId: string) {
    const runs: Awaited<ReturnType<Rig['history']>>[] = [];
    for (let runId: string | undefined; ; ) {
      const history = await this.client.workflow.getHandle(workflowId, runId).fetchHistory();
      runs.unshift(history);
      runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
      if (runId === undefined) return runs;
    }
  }
}
