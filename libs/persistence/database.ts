import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';

/** Who a transaction acts for, and which sites it may see. `'*'` is the system itself: sign-in, relay, worker start. */
export interface Scope {
  actorId: string | null;
  sites: readonly string[] | '*';
}

export const SYSTEM: Scope = { actorId: null, sites: '*' };

export interface AuditEntry {
  siteId: string;
  engagementId?: string | null;
  actorId: string | null;
  actorRole?: string | null;
  /** In whose place, where a task was passed on. */
  onBehalfOf?: string | null;
  via: 'api' | 'signal' | 'workflow' | 'system';
  operation: string;
  entity: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
  reasonId?: string | null;
  traceId?: string | null;
}

/** One transaction with its scope set. Rows of other sites do not exist for it. */
export class Tx {
  constructor(readonly manager: EntityManager) {}

  /** Rows of a query as `T`; the shape is the caller's promise, so keep the SQL beside the type. */
  async rows<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const result: unknown = await this.manager.query(sql, params as unknown[]);
    // TypeORM answers UPDATE and DELETE with [rows, count], everything else with rows
    const first = Array.isArray(result) ? (result as unknown[])[0] : undefined;
    return (Array.isArray(first) ? first : (result as unknown[])) as T[];
  }

  async one<T>(sql: string, params: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, params))[0];
  }

  /** Every write calls this in its own transaction: no write without its audit row. */
  async audit(entry: AuditEntry): Promise<void> {
    await this.rows(
      `insert into audit_log (site_id, engagement_id, actor_id, actor_role, via, operation, entity, entity_id, before, after, reason_id, trace_id, on_behalf_of)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
      [
        entry.siteId,
        entry.engagementId ?? null,
        entry.actorId,
        entry.actorRole ?? null,
        entry.via,
        entry.operation,
        entry.entity,
        entry.entityId,
        json(entry.before),
        json(entry.after),
        entry.reasonId ?? null,
        entry.traceId ?? null,
        entry.onBehalfOf ?? null,
      ],
    );
  }
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export const newId = (): string => uuidv7();

export class Database {
  private connecting: Promise<unknown> | undefined;

  constructor(readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction under `scope`. Never call Temporal inside: no pooled connection is held across an
   * engine call.
   */
  async transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    // The list travels as one string in which `*` means everything: an id that is none must not get that far.
    if (scope.sites !== '*' && !scope.sites.every(isUuid)) throw new TypeError('Scope.sites must hold site ids');
    await this.connect();
    return this.source.transaction(async (manager) => {
      await manager.query("select set_config('kado.actor', $1, true), set_config('kado.sites', $2, true)", [
        scope.actorId ?? '',
        scope.sites === '*' ? '*' : scope.sites.join(','),
      ]);
      return work(new Tx(manager));
    });
  }

  /** Connects at first use, so that a process can start while PostgreSQL is away; a failed try may be repeated. */
  async connect(): Promise<void> {
    if (this.source.isInitialized) return;
    this.connecting ??= this.source.initialize().finally(() => {
      this.connecting = undefined;
    });
    await this.connecting;
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
