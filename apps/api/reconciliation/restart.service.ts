import { type EngagementInput, engagementWorkflowId } from '@kado/contracts/engagement';
import type { TaskState } from '@kado/contracts/human-task';
import { type LotInput, lotWorkflowId } from '@kado/contracts/lot';
import { type EngagementFacts, endedUnheard } from '@kado/domain/reconciliation';
import { Database, type Scope } from '@kado/persistence/database';
import { readEngagementFacts } from '@kado/persistence/repositories/engagement-facts';
import { rebuildEngagement } from '@kado/persistence/repositories/rebuild/engagement-input';
import { rebuildLot } from '@kado/persistence/repositories/rebuild/lot-input';
import { Executions } from '@kado/temporal/client/executions';
import { EngineUnavailable } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import type { NotDone } from './words';

/** Starts executions again from their rows. No transaction is open while the engine is called. */
@Injectable()
export class RestartService {
  constructor(
    private readonly database: Database,
    private readonly executions: Executions,
  ) {}

  async engagement(scope: Scope, key: string): Promise<NotDone | undefined> {
    const input = await this.database.transaction(scope, (tx) => rebuildEngagement(tx, key));
    if (!input) return 'not_needed';
    if (!canBeTold(input)) return 'too_old';
    await this.executions.startEngagement(input);
    // A lot may have ended between the reading and the start, when nobody heard it.
    await this.tellEndedLots(scope, key).catch((error: unknown) => {
      if (!(error instanceof EngineUnavailable)) throw error;
    });
    return undefined;
  }

  async lot(scope: Scope, key: string, lotNo: number): Promise<NotDone | undefined> {
    const input = await this.database.transaction(scope, (tx) => rebuildLot(tx, key, lotNo));
    if (input && !canBeTold(input)) return 'too_old';
    if (input) await this.executions.startLot(input);
    else return this.stoppedLot(scope, key, lotNo);
    return undefined;
  }

  /** The last word of lots that have ended, in their place, where their engagement still waits for it. */
  async tellEndedLots(scope: Scope, key: string): Promise<void> {
    const { lots } = await this.executions.state(engagementWorkflowId(key));
    const row = await this.facts(scope, key);
    for (const { lotNo, stage } of row ? endedUnheard(row, { lots }) : []) {
      const round = lots.find((lot) => lot.lotNo === lotNo)?.round ?? 1;
      if (!(await this.executions.isRunning(lotWorkflowId(key, lotNo))))
        await this.executions.tellLotStage(key, { lotNo, stage, round });
    }
  }

  /** A lot of a cancelled engagement is not told any further; whoever waits for its end is told that it has come. */
  private async stoppedLot(scope: Scope, key: string, lotNo: number): Promise<NotDone | undefined> {
    const row = await this.facts(scope, key);
    if (row?.stage !== 'cancelling') return 'not_needed';
    if (!(await this.executions.isRunning(engagementWorkflowId(key)))) return undefined;
    const { lots } = await this.executions.state(engagementWorkflowId(key));
    const round = lots.find((lot) => lot.lotNo === lotNo)?.round ?? 1;
    await this.executions.tellLotStage(key, { lotNo, stage: 'cancelled', round });
    return undefined;
  }

  private async facts(scope: Scope, key: string): Promise<EngagementFacts | undefined> {
    const rows = await this.database.transaction(scope, (tx) => readEngagementFacts(tx, [key]));
    return rows.find((row) => row.key === key);
  }
}

/** Tasks from before their place in the story was kept cannot be found by it. */
function canBeTold({ carry }: EngagementInput | LotInput): boolean {
  const tasks: TaskState[] = carry?.desk.tasks ?? [];
  return tasks.every((task) => task.withdrawn || task.wait.key !== undefined);
}
