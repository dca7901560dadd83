import type { Subject } from '@kado/contracts/human-task';
import { newId } from '@kado/persistence/database';

type Sql = (text: string, params: unknown[]) => Promise<unknown>;

export const WRITTEN_KINDS = ['approve_margin', 'approve_plan', 'approve_plan_change', 'decide_lot'] as const;
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/** What the task's row says about it beside its kind. */
export interface Written {
  subject: Subject;
  lotId: string | null;
}

/** What a task of this kind is about, straight into the tables, written by one person and handed in by nobody of note. */
export async function insertWritten(
  sql: Sql,
  kind: WrittenKind,
  engagementId: string,
  authorId: string,
): Promise<Written> {
  const of = { subject: {}, lotId: null };
  if (kind === 'approve_margin') {
    await sql(
      `insert into quote (id, site_id, engagement_id, version, requirement_version, params, result, margin_rate, price_yen, valid_until, author_id)
       select $1, site_id, id, 1, 1, '{}', '{}', 0, 0, '2050-12-31', $3 from engagement where id = $2`,
      [newId(), engagementId, authorId],
    );
    await sql(
      `insert into human_task (id, site_id, engagement_id, workflow_id, kind, role, waits_for, status, since, due_at, outcome, data, decided_via, decided_at)
       select key || '-Q', site_id, id, 'engagement:' || key, 'price_quote', 'manager', 'kado', 'completed', now(), now(), 'quoted',
              '{"version":1}', 'api', now() from engagement where id = $1`,
      [engagementId],
    );
    return of;
  }
  if (kind === 'decide_lot') {
    const [lotId, itemId, inspectionId] = [newId(), newId(), newId()];
    await sql(
      `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage)
       select $1, site_id, id, 1, key || '-L1', 'production', 'quality' from engagement where id = $2`,
      [lotId, engagementId],
    );
    await sql(
      `insert into work_item (id, site_id, engagement_id, lot_id, purpose, seq, external_id, state)
       select $1, site_id, id, $3, 'production', 1, 'inspected', 'accepted' from engagement where id = $2`,
      [itemId, engagementId, lotId],
    );
    await sql(
      `insert into inspection (id, site_id, lot_id, round, seed, sample_size, acceptance_number)
       select $1, site_id, id, 1, '-', 1, 0 from lot where id = $2`,
      [inspectionId, lotId],
    );
    await sql(
      `insert into inspection_item (inspection_id, site_id, work_item_id, inspector_id, verdict)
       select $1, site_id, $3, $4, 'ok' from lot where id = $2`,
      [inspectionId, lotId, itemId, authorId],
    );
    return { ...of, lotId };
  }
  const planVersion = kind === 'approve_plan' ? 1 : 2;
  await sql(
    `insert into plan_version (id, site_id, engagement_id, version, plan, manual_version, author_id, content_hash, status)
     select $1, site_id, id, $4, '{}', $4, $3, '-', $5 from engagement where id = $2`,
    [newId(), engagementId, authorId, planVersion, kind === 'approve_plan' ? 'submitted' : 'draft'],
  );
  return kind === 'approve_plan' ? of : { ...of, subject: { planVersion } };
}
