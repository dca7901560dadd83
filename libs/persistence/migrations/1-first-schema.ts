import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA_1_TABLES, SCHEMA_1_UP, SHARED_TABLES } from './schema-1.sql';
import { scopeTable } from './site-scope';

/**
 * Tables, and who may do what to them: the owner role migrates, the application role (`kado_app`: not owner, no
 * BYPASSRLS) sees only the sites its transaction names. The audit log, the history of an item,
 * evidence and reasons can be added to and read, nothing else.
 */
export class FirstSchema1763900000000 implements MigrationInterface {
  readonly name = 'FirstSchema1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_1_UP);
    for (const table of SCHEMA_1_TABLES) await scopeTable(runner, table);
    // Table by table, not "all tables": TypeORM's own list of migrations is the owner's alone.
    await runner.query(`
      grant usage on schema public to kado_app;
      grant select, insert, update, delete on ${[...SCHEMA_1_TABLES, ...SHARED_TABLES].join(', ')} to kado_app;
      grant usage on all sequences in schema public to kado_app;
      revoke update, delete on audit_log, work_item_event, evidence, reason_text from kado_app;
      revoke delete on engagement, human_task, work_item, command, key_counter from kado_app;
      revoke insert, update, delete on site from kado_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...SCHEMA_1_TABLES].reverse()) await runner.query(`drop table if exists ${table} cascade`);
    for (const table of SHARED_TABLES) await runner.query(`drop table if exists ${table} cascade`);
    await runner.query('drop function if exists kado_append_only, kado_sites, kado_is_system');
    await runner.query('revoke usage on schema public from kado_app');
  }
}
