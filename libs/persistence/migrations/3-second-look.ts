import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA_3_DOWN, SCHEMA_3_UP } from './schema-3.sql';

/** No new tables: the grants and the row-level security of the changed ones hold for the added columns. */
export class SecondLook1764100000000 implements MigrationInterface {
  readonly name = 'SecondLook1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_3_UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA_3_DOWN);
  }
}
