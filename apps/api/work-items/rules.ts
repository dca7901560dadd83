import type { QaPlan } from '@kado/domain/plan';
import type { WorkCategory } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';

export async function categoryOf(tx: Tx, engagementId: string): Promise<WorkCategory> {
  const row = await tx.one<{ category: WorkCategory }>('select category from engagement where id = $1', [engagementId]);
  return (row as { category: WorkCategory }).category;
}

/**
 * The QA of the plans that items carry: what was begun under one plan is finished under it, whatever has been approved
 * since. An item without a plan has none.
 */
export async function qaOfPlans(
  tx: Tx,
  engagementId: string,
  versions: readonly (number | null)[],
): Promise<(version: number | null) => QaPlan | undefined> {
  const wanted = [...new Set(versions)].filter((version) => version !== null);
  if (wanted.length === 0) return () => undefined;
  const rows = await tx.rows<{ version: number; qa: QaPlan }>(
    `select version, plan -> 'qa' as qa from plan_version where engagement_id = $1 and version = any ($2::int[])`,
    [engagementId, wanted],
  );
  const known = new Map(rows.map(({ version, qa }) => [version, qa]));
  return (version) => (version === null ? undefined : known.get(version));
}
