// `npm run replay -- --address HOST:PORT`: histories of a live namespace, replayed on this code before it is released.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded, checkNode, giveUp, installIfNeeded, ROOT } from './prerequisites.mjs';

const OPTIONS = {
  address: { type: 'string', default: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' },
  namespace: { type: 'string', default: process.env.TEMPORAL_NAMESPACE ?? 'default' },
  query: { type: 'string', default: 'ExecutionStatus = "Running"' },
  json: { type: 'boolean', default: false },
};

let values;
try {
  values = parseArgs({ options: OPTIONS }).values;
} catch (error) {
  giveUp(`${error.message} Options: --address HOST:PORT, --namespace NAME, --query QUERY, --json.`);
}
checkNode();
installIfNeeded();
buildIfNeeded();
process.exit(await createRequire(import.meta.url)(join(ROOT, 'dist', 'apps', 'cli', 'replay.js')).replay(values));
