// `npm run ops -- <verb>`: repairs of a running KADO from the command line, a thin client of its API. `--help` tells the verbs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

checkNode();
installIfNeeded();
buildIfNeeded();
const run = spawnSync(
  process.execPath,
  [join(ROOT, 'dist', 'apps', 'cli', 'ops', 'main.js'), ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
process.exit(run.status ?? 1);
