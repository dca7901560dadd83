import type { OperationState } from '@kado/contracts/schemas/operation';
import type { Tx } from '@kado/persistence/database';
import { badRowsFile } from './bad-rows';

export interface OperationRow extends Pick<OperationState, 'id' | 'state' | 'phase' | 'done' | 'total' | 'engagement'> {
  kind: OperationKind;
  result: unknown;
  error: unknown;
  siteId: string;
  createdAt: Date;
  updatedAt: Date;
  files: { file: 'manifest' | 'gold'; rows: number; leftOut: number; expiresAt: string }[];
}

export type OperationKind = 'engagements.start' | 'engagements.command' | 'humanTasks.complete' | 'imports.create';

/** Work that this process does itself: it beats as long as it lives, and it can be stopped. */
export const OWN_WORK = 'imports.create' satisfies OperationKind;

/** The operation is `o`. */
export const SELECT_OPERATION = `
  select o.id, o.kind, o.state, o.phase, o.done, o.total, o.result, o.error, o.site_id as "siteId",
         o.created_at as "createdAt", o.updated_at as "updatedAt",
         case when e.id is not null then json_build_object('id', e.id, 'key', e.key, 'title', e.title) end as engagement,
         (select coalesce(json_agg(json_build_object('file', b.file, 'rows', b.listed, 'leftOut', b.left_out, 'expiresAt', b.expires_at)
                                   order by b.file desc), '[]')
            from import_bad_rows b where b.operation_id = o.id and b.expires_at > now()) as files
    from operation o left join engagement e on e.id = o.engagement_id`;

/** One's own, or none: operations are nobody else's. */
export function readOperation(tx: Tx, id: string, personId: string): Promise<OperationRow | undefined> {
  return tx.one<OperationRow>(`${SELECT_OPERATION} where o.id = $1 and o.created_by = $2`, [id, personId]);
}

export function showOperation({ siteId: _, files, ...row }: OperationRow): OperationState {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    cancelUrl: row.kind === OWN_WORK && row.state === 'running' ? `/api/v1/operations/${row.id}/cancel` : null,
    badRows: files.map((file) => badRowsFile({ ...file, operationId: row.id, expiresAt: new Date(file.expiresAt) })),
  };
}
