import type { Tx } from '@kado/persistence/database';

/**
 * Giving somebody something, and taking everything from them, come one after the other: `share` for the first, `change` for
 * the second. Before the engagement, before tasks, offers and items, and in the order of ids: nobody waits in a circle. Ask
 * what they may do only after it.
 */
export async function holdPeople(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
  how: 'share' | 'change',
): Promise<void> {
  await tx.rows(
    `select 1 from person where id = any ($1::uuid[]) order by id for ${how === 'share' ? 'share' : 'no key update'}`,
    [ids.filter((id) => id != null)],
  );
}
