import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA_2_DOWN, SCHEMA_2_TABLES, SCHEMA_2_UP } from './schema-2.sql';
import { scopeTable } from './site-scope';

/** Everything beside the straight way. Going down fails where rows use what the first schema does not know: nothing is lost in silence. */
export class WholeLife1764000000000 implements MigrationInterface {
  readonly name = 'WholeLife1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_2_UP);
    for (const table of SCHEMA_2_TABLES) await scopeTable(runner, table);
    await runner.query(`
      grant select, insert, update, delete on ${SCHEMA_2_TABLES.join(', ')} to kado_app;
      revoke delete on change_request, client_question, plan_change, absence from kado_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_2_DOWN);
  }
}
