// `npm run openapi -- --write`: apps/api/openapi.json from the routes as they are; without --write it is printed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

checkNode();
installIfNeeded();
buildIfNeeded();
const run = spawnSync(process.execPath, [join(ROOT, 'dist', 'apps', 'api', 'openapi.js'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
