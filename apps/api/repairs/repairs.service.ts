import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import type { Repairs } from '@kado/contracts/schemas/repairs';
import { COMMANDS } from '@kado/domain/commands';
import { kindSpec } from '@kado/domain/human-tasks';
import { CHAPTERS, canReset, type LotStage, type Stage } from '@kado/domain/lifecycle';
import { lotRuns } from '@kado/domain/reconciliation';
import { Database } from '@kado/persistence/database';
import { readStory } from '@kado/persistence/repositories/rebuild/story-so-far';
import { Executions } from '@kado/temporal/client/executions';
import { EngineUnavailable } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { isSkippable, openTasks, type RepairTask } from './repair-tasks';

type Shown = z.output<typeof Repairs>;
type ShownExecution = NonNullable<Shown['executions']>[number];

@Injectable()
export class RepairsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly executions: Executions,
  ) {}

  async get(actor: Actor, id: string): Promise<Shown> {
    const { lots, ...shown } = await this.read(actor, id);
    return { ...shown, executions: await this.look(shown.engagementKey, lots) };
  }

  private read(actor: Actor, id: string): Promise<Omit<Shown, 'executions'> & { lots: number[] }> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'repairs.get', id);
      const tasks = await openTasks(tx, engagement.id);
      const lots = await tx.rows<{ lotNo: number; stage: LotStage }>(
        'select lot_no as "lotNo", stage from lot where engagement_id = $1 order by lot_no',
        [engagement.id],
      );
      const { reached } = await readStory(tx, engagement.id);
      const mayReset = (COMMANDS.reset.stages as readonly Stage[]).includes(engagement.stage);
      return {
        engagementKey: engagement.key,
        stage: engagement.stage,
        tasks: tasks.filter((task) => task.kind === 'repair_effect').map(showEffect),
        skippable: tasks
          .filter((task) => task.kind !== 'repair_effect' && isSkippable(task))
          .map(({ id: taskId, kind }) => ({ taskId, kind, name: { ja: kindSpec(kind).ja, en: kindSpec(kind).en } })),
        resetTo: mayReset ? CHAPTERS.filter((chapter) => canReset(reached, chapter)) : [],
        lots: lots.filter((lot) => lotRuns(engagement, lot)).map((lot) => lot.lotNo),
      };
    });
  }

  /** Null while the engine is away: the rest is told all the same. */
  private async look(key: string, lots: readonly number[]): Promise<Shown['executions']> {
    try {
      return await Promise.all([
        this.lookAt(engagementWorkflowId(key), null),
        ...lots.map((lotNo) => this.lookAt(lotWorkflowId(key, lotNo), lotNo)),
      ]);
    } catch (error) {
      if (error instanceof EngineUnavailable) return null;
      throw error;
    }
  }

  private async lookAt(workflowId: string, lotNo: number | null): Promise<ShownExecution> {
    const found = await this.executions.look(workflowId);
    const { status = 'missing', runs = 0, historyLength = 0, startedAt = null, failingActivities = [] } = found ?? {};
    const task = found?.workflowTask;
    return {
      workflowId,
      lotNo,
      status,
      runs,
      historyLength,
      startedAt,
      failingActivities,
      failingWorkflowTask: task && task.attempt > 1 ? task : null,
    };
  }
}

function showEffect(task: RepairTask): Shown['tasks'][number] {
  return {
    taskId: task.id,
    lotNo: task.lotNo,
    effect: String(task.subject.effect ?? ''),
    skippable: isSkippable(task),
    since: task.since.toISOString(),
    dueAt: task.dueAt.toISOString(),
  };
}
