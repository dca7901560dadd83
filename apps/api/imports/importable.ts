import { LIVE_STAGES, type Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';
import { requireStage } from '../common/stage';
import type { CheckedImport } from './check-import';
import { importProblem } from './import-errors';

type Purpose = 'pilot' | 'production';

const STAGES: Record<Purpose, readonly Stage[]> = { pilot: ['requirements'], production: ['production'] };

interface Present {
  stage: Stage;
  /** A change of what was agreed brings more items, and the director is asked to form their lots. */
  isExtending: boolean;
  imported: boolean;
  /** Imported and in no lot yet. */
  waiting: boolean;
}

/**
 * Items come once for the pilot and once for the production; more of them while a change is being carried out, in whatever
 * stage the rest of the work is, once before their lots are formed.
 */
export async function requireImportable(tx: Tx, engagementId: string, purpose: Purpose): Promise<void> {
  const present = (await tx.one<Present>(
    `select e.stage,
            exists (select 1 from human_task t where t.engagement_id = e.id and t.kind = 'extend_production' and t.status = 'open')
              and $2 = 'production' as "isExtending",
            exists (select 1 from work_item w where w.engagement_id = e.id and w.purpose = $2) as imported,
            exists (select 1 from work_item w where w.engagement_id = e.id and w.purpose = $2 and w.state = 'draft') as waiting
       from engagement e where e.id = $1`,
    [engagementId, purpose],
  )) as Present;
  requireStage(present.stage, present.isExtending ? LIVE_STAGES : STAGES[purpose]);
  if (present.isExtending ? present.waiting : present.imported) throw new Problem(409, 'already_imported');
}

/** Items of a change are new ones: an id that the engagement has already is a fault of its row. */
export async function refuseKnown(
  tx: Tx,
  engagementId: string,
  purpose: Purpose,
  { items }: CheckedImport,
): Promise<void> {
  const rows = await tx.rows<{ externalId: string }>(
    `select distinct external_id as "externalId" from work_item
      where engagement_id = $1 and purpose = $2 and external_id = any ($3::text[])`,
    [engagementId, purpose, items.map(({ externalId }) => externalId)],
  );
  if (rows.length === 0) return;
  const known = new Set(rows.map(({ externalId }) => externalId));
  throw importProblem(
    items.flatMap(({ row, externalId }) =>
      known.has(externalId) ? [{ file: 'manifest', row, column: 'external_id', code: 'already_known' }] : [],
    ),
  );
}
