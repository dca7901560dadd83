import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA_4_DOWN, SCHEMA_4_TABLES, SCHEMA_4_UP } from './schema-4.sql';
import { scopeTable } from './site-scope';

/** What the web console reads and starts. Going down fails where an operation was cancelled: the schema before knows no such end. */
export class Console1764200000000 implements MigrationInterface {
  readonly name = 'Console1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_4_UP);
    for (const table of SCHEMA_4_TABLES) await scopeTable(runner, table);
    await runner.query(`grant select, insert, delete on ${SCHEMA_4_TABLES.join(', ')} to kado_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_4_DOWN);
  }
}
