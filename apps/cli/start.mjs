// `npm start` and `npm run dev`.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, giveUp, installIfNeeded, ROOT } from './prerequisites.mjs';

const USAGE = `npm start                starts KADO; Ctrl-C stops it
npm start -- --fresh     begins anew with an empty store
npm start -- --no-demo   leaves an empty store empty
npm run dev              the same, and restarts API and worker when a source changes
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const unknown = args.find((arg) => !['--fresh', '--watch', '--no-demo'].includes(arg));
if (unknown !== undefined) giveUp(`${unknown} is not an option of npm start:\n${USAGE}`);
checkNode();
installIfNeeded();
buildIfNeeded();
const up = join(ROOT, 'dist', 'apps', 'cli', 'up.js');
if (!existsSync(up)) giveUp('dist/ is not whole: remove it and start again.');
await createRequire(import.meta.url)(up).up({
  root: ROOT,
  fresh: args.includes('--fresh'),
  watch: args.includes('--watch'),
  demo: !args.includes('--no-demo'),
});
