import type { QueryRunner } from 'typeorm';

/** Row-level security of a site's table: enabled, forced on the owner too, one policy for reading and writing. */
export async function scopeTable(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`alter table ${table} enable row level security; alter table ${table} force row level security`);
  await runner.query(
    `create policy site_scope on ${table}
       using ((select kado_is_system()) or site_id = any ((select kado_sites())::uuid[]))
       with check ((select kado_is_system()) or site_id = any ((select kado_sites())::uuid[]))`,
  );
}
