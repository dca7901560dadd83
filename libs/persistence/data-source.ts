import { types } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities';
import { FirstSchema1763900000000 } from './migrations/1-first-schema';
import { WholeLife1764000000000 } from './migrations/2-whole-life';
import { SecondLook1764100000000 } from './migrations/3-second-look';
import { Console1764200000000 } from './migrations/4-console';
import { PostgresNames } from './naming';

// A business date is a calendar day: as a Date it would be a local midnight, and a day off after toISOString().
types.setTypeParser(types.builtins.DATE, (value) => value);

export const MIGRATIONS = [
  FirstSchema1763900000000,
  WholeLife1764000000000,
  SecondLook1764100000000,
  Console1764200000000,
];

/** Pool of the application. `url` names the role: kado_app for api and worker, kado_owner only to migrate and seed. */
export function createDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    namingStrategy: new PostgresNames(),
    migrationsTransactionMode: 'each',
    synchronize: false,
    // No connection may wait for ever on a database that is away: the caller answers 503 instead.
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 3000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}
