import type { StepOwner } from '@kado/contracts/activities';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import type { TerminateEngagement } from '@kado/contracts/schemas/repairs';
import { refuseCommandByStage } from '@kado/domain/commands';
import { Database, type Tx } from '@kado/persistence/database';
import { endByForce } from '@kado/persistence/repositories/end-by-force';
import { Executions } from '@kado/temporal/client/executions';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { engineProblem } from '../common/engine-problem';
import { Problem } from '../common/problem';
import { keepReason } from '../common/reasons';
import { tellMissing } from './missing';

interface Prepared {
  engagement: Entitled<EngagementRow>;
  lots: number[];
  reasonId: string;
}

/**
 * The end by ops. An execution that takes the command cleans up itself; only one that is gone, or whose workflow task
 * fails, is ended at the server, and its clean-up is done in the rows.
 */
@Injectable()
export class TerminateService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly commands: CommandsService,
    private readonly engagementCommands: EngagementCommandsService,
    private readonly executions: Executions,
  ) {}

  async terminate(
    request: CommandRequest,
    id: string,
    { reason, force }: z.output<typeof TerminateEngagement>,
  ): Promise<Answer> {
    if (force && !(await this.takesCommands(request, id))) return this.endByForce(request, id, reason);
    return this.engagementCommands
      .send(request, id, { command: 'terminate', operation: 'repairs.terminate', reason })
      .catch(tellMissing);
  }

  private async takesCommands(request: CommandRequest, id: string): Promise<boolean> {
    const { key } = await this.database.transaction(request.actor.scope, (tx) =>
      this.access.requireEngagement(tx, request.actor, 'repairs.terminate', id),
    );
    try {
      return (await this.executions.health(engagementWorkflowId(key))) === 'running';
    } catch (error) {
      throw engineProblem(error);
    }
  }

  private async endByForce(request: CommandRequest, id: string, reason: string): Promise<Answer> {
    const begun = await this.commands.begin(request, async (tx, command): Promise<Prepared> => {
      const engagement = await this.access.requireEngagement(tx, request.actor, 'repairs.terminate', id);
      if (refuseCommandByStage('terminate', engagement.stage))
        throw new Problem(409, 'wrong_stage', { extras: { stage: engagement.stage } });
      const lots = await tx.rows<{ lotNo: number }>('select lot_no as "lotNo" from lot where engagement_id = $1', [
        engagement.id,
      ]);
      const reasonId = await keepReason(tx, request.actor, command.id, engagement, reason);
      return { engagement, lots: lots.map((lot) => lot.lotNo), reasonId };
    });
    if (begun.replay) return begun.replay;
    const { command, prepared } = begun;
    try {
      await this.endExecutions(prepared);
    } catch (error) {
      await this.commands.abandon(request, command);
      throw engineProblem(error, { stage: prepared.engagement.stage });
    }
    return this.commands.finish(request, command, (tx) => cleanUp(tx, request, prepared));
  }

  /** Lots first: none of them tells an engagement that is being ended. */
  private async endExecutions({ engagement: { key }, lots, reasonId }: Prepared): Promise<void> {
    const words = `ended by ops, reason ${reasonId}`;
    await Promise.all(lots.map((lotNo) => this.executions.terminate(lotWorkflowId(key, lotNo), words)));
    await this.executions.terminate(engagementWorkflowId(key), words);
  }
}

async function cleanUp(tx: Tx, { actor, traceId }: CommandRequest, { engagement, reasonId }: Prepared) {
  const { id: engagementId, key: engagementKey, siteId, actingRole } = engagement;
  const owner: StepOwner = { workflowId: engagementWorkflowId(engagementKey), engagementId, engagementKey, siteId };
  const by = { actorId: actor.personId, actorRole: actingRole, via: 'api' as const, reasonId, traceId };
  const { version, at } = await endByForce(tx, owner, by);
  return { status: 200, body: { command: 'terminate', stage: 'cancelled', version, at } };
}
