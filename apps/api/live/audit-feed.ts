import { type Database, SYSTEM, type Tx } from '@kado/persistence/database';

export interface AuditedWrite {
  id: number;
  engagementId: string | null;
}

export interface Listener {
  personId: string;
  since: Date;
}

export interface WrittenNotice {
  id: string;
  personId: string;
  kind: string;
}

export interface Written {
  /** Engagements in which something was written since the last look. */
  engagementIds: string[];
  notices: WrittenNotice[];
}

/** Rows read at one look; what is left is read at the next. */
const BATCH = 2_000;
/** So many numbers before the first look are asked for again: their transactions may still be under way. */
const LOOK_BACK = 200;
const MAX_GAPS = 5_000;
const LEAD_SECONDS = 30;
/** No transaction of ours lives so long (statements end after 30 s, idle transactions too). */
const PATIENCE_MS = 120_000;

/**
 * What has been written since the last look, out of the audit log, which every write adds to. Numbers are given when a row
 * is inserted and seen when it commits, so a later number may be seen first: the numbers in between are remembered and
 * asked for until they come or nobody can be holding them any more.
 */
export class AuditFeed {
  private high: number | undefined;
  /** Numbers not seen yet, and since when they are missed. */
  private readonly gaps = new Map<number, number>();
  private readonly knownNotices = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** The highest number seen; undefined until the first look. */
  get position(): number | undefined {
    return this.high;
  }

  /** The first look only finds out where the log stands. */
  look(listeners: readonly Listener[]): Promise<Written> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const notices = await this.newNotices(tx, listeners);
      const rows = this.high === undefined ? await lastRows(tx) : await rowsSince(tx, this.high, [...this.gaps.keys()]);
      const ids = this.high === undefined ? [] : rows.flatMap(({ engagementId }) => engagementId ?? []);
      this.note(rows);
      return { engagementIds: [...new Set(ids)], notices };
    });
  }

  private note(rows: readonly AuditedWrite[]): void {
    const now = Date.now();
    const first = rows[0]?.id ?? 1;
    let next = (this.high ?? first - 1) + 1;
    for (const { id } of rows) {
      this.gaps.delete(id);
      // A leap longer than what is kept (a restored store) is not walked through.
      for (next = Math.max(next, id - MAX_GAPS); next < id; next++) this.gaps.set(next, now);
      next = Math.max(next, id + 1);
    }
    this.high = next - 1;
    const surplus = this.gaps.size - MAX_GAPS;
    for (const [at, [id, since]] of [...this.gaps].entries())
      if (at < surplus || now - since > PATIENCE_MS) this.gaps.delete(id);
  }

  /**
   * Notices have no running number: those of the last minutes are looked at, and each is told once. One written shortly
   * before somebody began to listen is told too; told twice it does no harm, missed it does.
   */
  private async newNotices(tx: Tx, listeners: readonly Listener[]): Promise<WrittenNotice[]> {
    const rows = await tx.rows<WrittenNotice>(
      `select n.id, n.person_id as "personId", n.kind
         from unnest($1::uuid[], $2::timestamptz[]) as l (person_id, since) join notice n on n.person_id = l.person_id
        where n.created_at > greatest(l.since - make_interval(secs => $3), now() - make_interval(secs => $4))
          and n.read_at is null order by n.created_at, n.id`,
      [
        listeners.map(({ personId }) => personId),
        listeners.map(({ since }) => since),
        LEAD_SECONDS,
        PATIENCE_MS / 1000,
      ],
    );
    const now = Date.now();
    const fresh = rows.filter(({ id }) => !this.knownNotices.has(id));
    for (const { id } of rows) this.knownNotices.set(id, now);
    for (const [id, seen] of this.knownNotices) if (now - seen > PATIENCE_MS) this.knownNotices.delete(id);
    return fresh;
  }
}

const COLUMNS = `id::float8 as id, engagement_id as "engagementId" from audit_log`;

async function lastRows(tx: Tx): Promise<AuditedWrite[]> {
  const rows = await tx.rows<AuditedWrite>(`select ${COLUMNS} order by audit_log.id desc limit ${LOOK_BACK}`);
  return rows.reverse();
}

function rowsSince(tx: Tx, high: number, gaps: readonly number[]): Promise<AuditedWrite[]> {
  return tx.rows<AuditedWrite>(
    `select * from (
       (select ${COLUMNS} where audit_log.id = any ($1::bigint[]))
       union all (select ${COLUMNS} where audit_log.id > $2 order by audit_log.id limit ${BATCH})) as written order by id`,
    [gaps, high],
  );
}
