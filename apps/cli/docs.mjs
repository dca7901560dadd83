// `npm run docs -- --write`: the parts of docs/ that are drawn from the code, drawn anew; without --write it only looks.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

checkNode();
installIfNeeded();
buildIfNeeded();
const run = spawnSync(
  process.execPath,
  [join(ROOT, 'dist', 'apps', 'cli', 'docs', 'main.js'), ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
process.exit(run.status ?? 1);
