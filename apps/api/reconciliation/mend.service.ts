import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { type Difference, MENDS } from '@kado/domain/reconciliation';
import { Database, newId, type Scope } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { Executions } from '@kado/temporal/client/executions';
import { AcceptedUnfinished, DecisionRefused, ExecutionNotFound } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '../common/command';
import { RestartService } from './restart.service';
import type { NotDone } from './words';

/**
 * Strays are ended before anything starts under their id; lots come before their engagement, which tells again what started
 * them and finds them running.
 */
const ORDER: readonly Difference['kind'][] = [
  'stray_lot_execution',
  'stray_execution',
  'missing_lot_execution',
  'missing_execution',
  'projection_differs',
];

export interface Mended {
  difference: Difference;
  /** Why it was not done; undefined where it was. */
  note: NotDone | undefined;
}

interface Order {
  request: CommandRequest;
  scope: Scope;
  difference: Difference & { engagementKey: string };
  workflowId: string;
  /** The engagement's row, where there is one, and the reason kept under it. */
  row: { id: string; siteId: string } | undefined;
  reasonId: string;
}

/** Does what a difference needs, one after the other, each with its audit row. Doing it again does no harm. */
@Injectable()
export class MendService {
  constructor(
    private readonly database: Database,
    private readonly process: EngagementProcess,
    private readonly executions: Executions,
    private readonly restart: RestartService,
  ) {}

  async mendAll(
    request: CommandRequest,
    scope: Scope,
    differences: readonly Difference[],
    reason: string,
  ): Promise<Mended[]> {
    const place = ({ kind }: Difference) => (ORDER.indexOf(kind) + ORDER.length + 1) % (ORDER.length + 1);
    const mended: Mended[] = [];
    for (const difference of [...differences].sort((a, b) => place(a) - place(b)))
      mended.push({ difference, note: await this.mend(request, scope, difference, reason) });
    return mended;
  }

  private async mend(
    request: CommandRequest,
    scope: Scope,
    difference: Difference,
    reason: string,
  ): Promise<NotDone | undefined> {
    const { kind, engagementKey, lotNo } = difference;
    if (MENDS[kind] === 'none' || engagementKey === null) return 'said_only';
    const workflowId = lotNo === undefined ? engagementWorkflowId(engagementKey) : lotWorkflowId(engagementKey, lotNo);
    const { row, reasonId } = await this.keepReason(request, scope, engagementKey, reason);
    const order: Order = {
      request,
      scope,
      difference: { ...difference, engagementKey },
      workflowId,
      row,
      reasonId,
    };
    const note = await this.act(order);
    if (note === undefined) await this.audit(order);
    return note;
  }

  private async act(order: Order): Promise<NotDone | undefined> {
    const { difference, scope, workflowId, reasonId } = order;
    switch (MENDS[difference.kind]) {
      case 'terminate':
        await this.executions.terminate(workflowId, `reconciliation by ops, reason ${reasonId}`);
        return undefined;
      case 'start_from_rows':
        return this.startFromRows(scope, difference);
      case 'resync':
        return this.resync(order);
      default:
        return 'said_only';
    }
  }

  private startFromRows(scope: Scope, { engagementKey, lotNo }: Order['difference']): Promise<NotDone | undefined> {
    return lotNo === undefined
      ? this.restart.engagement(scope, engagementKey)
      : this.restart.lot(scope, engagementKey, lotNo);
  }

  /** An execution that is behind its rows (its store was restored from an earlier day) cannot write: the rows tell it on. */
  private async resync(order: Order): Promise<NotDone | undefined> {
    const { request, scope, difference, workflowId, reasonId } = order;
    const { engagementKey, lotNo } = difference;
    if (lotNo === undefined) await this.restart.tellEndedLots(scope, engagementKey);
    const written = await this.command(request, workflowId, reasonId);
    if (written === undefined) return 'no_answer';
    if (written >= (await this.rowVersion(scope, engagementKey, lotNo))) return undefined;
    await this.executions.terminate(workflowId, `behind its rows, reason ${reasonId}`);
    return this.startFromRows(scope, difference);
  }

  /** The version that the execution has written; none where it does not take the command. */
  private async command(request: CommandRequest, workflowId: string, reasonId: string): Promise<number | undefined> {
    const { actor, traceId } = request;
    const submitted = { command: 'resync', actor: actor.personId, commandId: newId(), reasonId, traceId };
    try {
      return (await this.process.command(workflowId, submitted)).version;
    } catch (error) {
      const isAnswer =
        error instanceof DecisionRefused || error instanceof ExecutionNotFound || error instanceof AcceptedUnfinished;
      if (isAnswer) return undefined;
      throw error;
    }
  }

  private rowVersion(scope: Scope, engagementKey: string, lotNo: number | undefined): Promise<number> {
    return this.database.transaction(scope, async (tx) => {
      const row = await tx.one<{ version: number }>(
        lotNo === undefined
          ? 'select step_version as version from engagement where key = $1'
          : 'select l.step_version as version from lot l join engagement e on e.id = l.engagement_id where e.key = $1 and l.lot_no = $2',
        lotNo === undefined ? [engagementKey] : [engagementKey, lotNo],
      );
      return row?.version ?? 0;
    });
  }

  private keepReason(
    { actor }: CommandRequest,
    scope: Scope,
    engagementKey: string,
    reason: string,
  ): Promise<Pick<Order, 'row' | 'reasonId'>> {
    return this.database.transaction(scope, async (tx) => {
      const row = await tx.one<{ id: string; siteId: string }>(
        'select id, site_id as "siteId" from engagement where key = $1',
        [engagementKey],
      );
      const reasonId = newId();
      await tx.rows('insert into reason_text (id, site_id, engagement_id, author_id, text) values ($1,$2,$3,$4,$5)', [
        reasonId,
        row?.siteId ?? siteOf(scope),
        row?.id ?? null,
        actor.personId,
        reason,
      ]);
      return { row, reasonId };
    });
  }

  private audit({ request, scope, difference, workflowId, row, reasonId }: Order): Promise<void> {
    const { kind, facts } = difference;
    return this.database.transaction(scope, (tx) =>
      tx.audit({
        siteId: row?.siteId ?? siteOf(scope),
        engagementId: row?.id ?? null,
        actorId: request.actor.personId,
        actorRole: 'ops',
        via: 'system',
        operation: 'reconciliation.mend',
        entity: 'execution',
        entityId: workflowId,
        after: { kind, mend: MENDS[kind], ...facts },
        reasonId,
        traceId: request.traceId,
      }),
    );
  }
}

/** What belongs to no engagement is kept with the first site of the grant. */
const siteOf = (scope: Scope): string => scope.sites[0] as string;
