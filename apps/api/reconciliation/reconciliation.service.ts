import type { Difference as DifferenceSchema, MendDifferences } from '@kado/contracts/schemas/repairs';
import { type Difference, MENDS } from '@kado/domain/reconciliation';
import { Database, type Scope } from '@kado/persistence/database';
import { readEngagementFacts, readStuck } from '@kado/persistence/repositories/engagement-facts';
import { Executions } from '@kado/temporal/client/executions';
import { EngineUnavailable } from '@kado/temporal/client/process-errors';
import { type Findings, Reconciler, type RowSource } from '@kado/temporal/client/reconciler';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { engineProblem } from '../common/engine-problem';
import { reachOf } from '../common/visibility';
import { MendService } from './mend.service';
import { differenceWords, NOT_DONE } from './words';

/** Looks where rows and executions disagree; mends on demand. The worker looks by the hour and only logs. */
@Injectable()
export class ReconciliationService {
  private readonly reconciler: Reconciler;

  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly mends: MendService,
    executions: Executions,
  ) {
    this.reconciler = new Reconciler(executions);
  }

  async get(actor: Actor) {
    return shown(await this.check(scopeOf(actor, 'reconciliation.get')).catch(asProblem));
  }

  async mend(request: CommandRequest, { reason, only }: z.output<typeof MendDifferences>): Promise<Answer> {
    const begun = await this.commands.begin(request, () => Promise.resolve());
    if (begun.replay) return begun.replay;
    const { command } = begun;
    const scope = scopeOf(request.actor, 'reconciliation.mend');
    try {
      const findings = await this.check(scope);
      const wanted = findings.differences.filter(
        ({ engagementKey }) => only === undefined || (engagementKey !== null && only.includes(engagementKey)),
      );
      const mended = await this.mends.mendAll(request, scope, wanted, reason);
      const body = {
        ...shown(findings),
        mended: mended.map(({ difference, note }) => ({
          ...show(difference),
          done: note === undefined,
          note: note === undefined ? null : NOT_DONE[note],
        })),
      };
      return await this.commands.finish(request, command, { status: 200, body });
    } catch (error) {
      await this.commands.abandon(request, command);
      return asProblem(error);
    }
  }

  private async check(scope: Scope): Promise<Findings> {
    const source: RowSource = {
      engagements: (keys) => this.database.transaction(scope, (tx) => readEngagementFacts(tx, keys)),
      stuck: () => this.database.transaction(scope, readStuck),
      sites: await this.siteCodes(scope),
    };
    return this.reconciler.check(source);
  }

  private siteCodes(scope: Scope): Promise<string[]> {
    return this.database.transaction(scope, async (tx) => {
      const rows = await tx.rows<{ code: string }>('select code from site where id = any ($1::uuid[])', [scope.sites]);
      return rows.map((row) => row.code);
    });
  }
}

/** The sites where the actor is ops, not all those that the actor may see something of. */
function scopeOf(actor: Actor, operation: 'reconciliation.get' | 'reconciliation.mend'): Scope {
  return { actorId: actor.personId, sites: reachOf(actor, operation).sites };
}

function asProblem(error: unknown): never {
  throw error instanceof EngineUnavailable ? engineProblem(error) : error;
}

function show(difference: Difference): z.output<typeof DifferenceSchema> {
  const { kind, engagementKey, lotNo } = difference;
  return { kind, engagementKey, lotNo: lotNo ?? null, detail: differenceWords(difference), mend: MENDS[kind] };
}

function shown(findings: Findings) {
  return { ...findings, differences: findings.differences.map(show) };
}
