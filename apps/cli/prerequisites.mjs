// What `npm start`, `npm test` and `npm run demo` need before anything else can be loaded. No dependencies here: node_modules
// may be absent. Everything goes to standard error, standard output belongs to the command.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Ends with one plain sentence. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  giveUp(`KADO needs Node 20.20 or newer, this is ${process.versions.node}: install a newer Node and try again.`);
}

/** True when every package that package-lock.json demands for this machine is there in the locked version. */
function installed() {
  const mark = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(mark)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(mark, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || have[path]?.version === version || (have[path] === undefined && (optional || devOptional || peer)),
  );
}

export function installIfNeeded() {
  if (installed()) return;
  process.stderr.write('Installing what package-lock.json says (npm ci)…\n');
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const run = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (run.error) giveUp(`npm could not be run (${run.error.message}): install npm 10 or newer and try again.`);
  if (run.status !== 0) giveUp('npm ci did not succeed (its reason is above): put that right and try again.');
}

/** Compiles when a source has changed since the last time. */
export function buildIfNeeded() {
  const run = spawnSync(process.execPath, [join(ROOT, 'apps', 'cli', 'build.mjs')], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) giveUp('The build did not succeed (its reason is above).');
}
