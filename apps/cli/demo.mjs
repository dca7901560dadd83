// `npm run demo`: one engagement from inquiry to closed in a throw-away store. Standard output holds the result only.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, giveUp, installIfNeeded, ROOT } from './prerequisites.mjs';

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== '--json');
if (unknown !== undefined) giveUp(`${unknown} is not an option of npm run demo; there is --json.`);
checkNode();
installIfNeeded();
buildIfNeeded();
await createRequire(import.meta.url)(join(ROOT, 'dist', 'apps', 'cli', 'demo.js')).demo({
  root: ROOT,
  json: args.includes('--json'),
});
