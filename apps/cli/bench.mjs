// `npm run bench -- web [--json]`: measures beside what they should reach. KADO_ROUNDS=5 rounds; the figure is the median of
// the rounds, with the least and the greatest. --json: the last line on standard output is one JSON object.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, giveUp, installIfNeeded, ROOT } from './prerequisites.mjs';

const BENCHES = { web: 'apps/web/bench/web.bench.ts' };

const args = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith('--'));
const isJson = args.includes('--json');
if (!(name in BENCHES)) giveUp(`Which bench? npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json]`);
checkNode();
installIfNeeded();
buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'kado-bench-'));
const report = join(folder, 'report.json');
const jest = spawn(
  process.execPath,
  [
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--config',
    join(ROOT, 'jest.bench.config.cjs'),
    '--runInBand',
    '--forceExit',
    '--runTestsByPath',
    join(ROOT, BENCHES[name]),
  ],
  { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, KADO_BENCH_REPORT: report } },
);
jest.on('close', (code) => {
  if (code === 0) print(JSON.parse(readFileSync(report, 'utf8')));
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});

function print(rows) {
  const host = {
    node: process.versions.node,
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    date: new Date().toISOString(),
  };
  if (isJson) process.stdout.write(`${JSON.stringify({ bench: name, ...host, rows })}\n`);
  else
    for (const { measure, median, least, greatest, unit, reach, reached } of rows)
      process.stdout.write(
        `${reached ? '✓' : reach === null ? ' ' : '✗'} ${measure}: ${median} ${unit} (${least} to ${greatest}; reach ${reach ?? 'none'})\n`,
      );
}
