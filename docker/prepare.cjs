/** What must be true before the API and the worker start: schema, search attributes, demo people when asked for. */
const { migrate } = require('../dist/libs/persistence/migrate.js');
const { seed } = require('../dist/libs/persistence/seeds/seed.js');
const { registerSearchAttributes } = require('../dist/libs/devstack/temporal-server.js');
const { SEARCH_ATTRIBUTES } = require('../dist/libs/contracts/search-attributes.js');

async function main() {
  const { DATABASE_OWNER_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, KADO_SEED } = process.env;
  await migrate(DATABASE_OWNER_URL);
  if (KADO_SEED === 'demo') await seed(DATABASE_OWNER_URL);
  await registerSearchAttributes(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, SEARCH_ATTRIBUTES);
}

main().catch((error) => {
  process.stderr.write(`not prepared: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
