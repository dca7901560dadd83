import type { ImportFields, ImportResult } from '@kado/contracts/schemas/imports';
import { PILOT_MIN_PEOPLE } from '@kado/domain/requirements';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { Problem } from '../common/problem';
import { OperationsService } from '../operations/operations.service';
import { OperationRunner } from '../operations/runner.service';
import { BadRowsKeeper } from './bad-rows.service';
import { type CheckedImport, checkImport, type ImportFiles } from './check-import';
import { type ImportReport, importProblem, reportOf, shownReport } from './import-report';
import { type ImportPlan, ImportWriter, type Prepared } from './import-writer.service';
import { knownItems } from './known-items';

export interface ImportOptions {
  dryRun: boolean;
  /** Answer once the files are found good, and write afterwards. */
  isAsync: boolean;
}

/**
 * All or nothing. The files are read, checked and stored between two short transactions: the first asks whether this may
 * be done at all, the second asks again and writes. A refused import leaves its key free, so that the corrected files can
 * be sent under the same one; a dry run does the same up to the point where something would be written.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly operations: OperationsService,
    private readonly runner: OperationRunner,
    private readonly writer: ImportWriter,
    private readonly badRows: BadRowsKeeper,
  ) {}

  async create(
    command: CommandRequest,
    idOrKey: string,
    fields: ImportFields,
    files: ImportFiles,
    { dryRun, isAsync }: ImportOptions,
  ): Promise<Answer> {
    const { actor } = command;
    const { purpose } = fields;
    const prepared = await this.database.transaction(actor.scope, async (tx) =>
      !dryRun && (await isAnswered(tx, command))
        ? undefined
        : this.prepareUnlessAnswered(tx, command, idOrKey, purpose),
    );
    if (!prepared) return this.replay(command);
    const { engagement, category } = prepared;
    const checked = await checkImport(files, category, fields.encoding === 'auto' ? undefined : fields.encoding);
    const known = await this.database.transaction(actor.scope, async (tx) => {
      const found = await knownItems(tx, engagement.id, purpose, checked);
      return found.length > 0 && !dryRun && (await isAnswered(tx, command)) ? undefined : found;
    });
    if (!known) return this.replay(command);
    const report = reportOf(checked, known);
    const kept = report.errors.length > 0 ? await this.badRows.keep(actor, engagement, report) : undefined;
    if (dryRun) return new Answer(200, resultOf(checked, report, true, kept));
    if (kept) throw importProblem(report, kept);

    const passes = purpose === 'pilot' ? (fields.passes ?? PILOT_MIN_PEOPLE) : 1;
    const result = resultOf(checked, report, false);
    const plan: ImportPlan = { command, idOrKey, purpose, passes, files, checked, result };
    return isAsync ? this.later(plan, prepared) : this.now(plan);
  }

  /** The same command has its answer by now: its own rows must not refuse it. */
  private replay(command: CommandRequest): Promise<Answer> {
    return this.commands.write(command, () => Promise.reject(new Problem(409, 'conflict')));
  }

  private async now(plan: ImportPlan): Promise<Answer> {
    const hashes = await this.writer.store(plan);
    return this.commands.write(plan.command, async (tx) => {
      await this.writer.write(tx, plan, hashes);
      return { status: 201, body: plan.result };
    });
  }

  private async later(plan: ImportPlan, { engagement }: Prepared): Promise<Answer> {
    const { command, checked, passes } = plan;
    this.runner.requireRoom();
    let operationId: string | undefined;
    const answer = await this.commands.write(command, (tx, commandId) => {
      operationId = commandId;
      return this.operations.accept(tx, {
        id: commandId,
        siteId: engagement.siteId,
        engagementId: engagement.id,
        kind: 'imports.create',
        createdBy: command.actor.personId,
        total: checked.items.length * (1 + passes),
      });
    });
    // A command that was answered before has its import already.
    if (operationId === undefined) return answer;
    const { scope } = command.actor;
    this.runner.start({
      operationId,
      scope,
      traceId: command.traceId,
      work: async (progress) => {
        const hashes = await this.writer.store(plan, progress);
        await this.database.transaction(scope, async (tx) => {
          await this.writer.write(tx, plan, hashes, progress);
          await progress.finish(tx, plan.result);
        });
      },
    });
    return answer;
  }

  /** The same command may be answered between two looks: its own rows must not refuse it. */
  private async prepareUnlessAnswered(
    tx: Tx,
    command: CommandRequest,
    idOrKey: string,
    purpose: ImportFields['purpose'],
  ): Promise<Prepared | undefined> {
    try {
      return await this.writer.prepare(tx, command.actor, idOrKey, purpose);
    } catch (error) {
      if (error instanceof Problem && (await isAnswered(tx, command))) return undefined;
      throw error;
    }
  }
}

function resultOf(
  { items, gold }: CheckedImport,
  report: ImportReport,
  dryRun: boolean,
  kept?: Parameters<typeof shownReport>[1],
): ImportResult {
  const isWhole = report.errors.length === 0;
  return {
    items: isWhole ? items.length : report.counts.new,
    gold: gold.length,
    dryRun,
    ...shownReport(report, kept),
  };
}

/** A key that has its answer: the files need not be read again. */
async function isAnswered(tx: Tx, { actor, route, key }: CommandRequest): Promise<boolean> {
  const row = await tx.one(
    `select 1 from command where actor_id = $1 and route = $2 and idempotency_key = $3 and state = 'done'`,
    [actor.personId, route, key],
  );
  return row !== undefined;
}
