import { SCHEMA_1_TABLES, SHARED_TABLES } from './schema-1.sql';
import { SCHEMA_2_TABLES } from './schema-2.sql';
import { SCHEMA_4_TABLES } from './schema-4.sql';

/** Tables that belong to a site: row-level security is forced on every one of them (a test compares with the catalog). */
export const SITE_TABLES = [...SCHEMA_1_TABLES, ...SCHEMA_2_TABLES, ...SCHEMA_4_TABLES] as const;
export { SHARED_TABLES };
