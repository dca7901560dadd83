// `npm test`: everything that must hold, in the order of what is quickest to say no. Each step but Jest counts as one test;
// a step that cannot be run has failed. Nothing is skipped in silence: a skipped test counts as failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClientTypes } from './client-types.mjs';
import { checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

const modules = join(ROOT, 'node_modules');
const AREAS = ['apps', 'workflows', 'activities', 'libs'];
const STEPS = [
  ['format and lint', '@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']],
  ['lint with types', 'eslint/bin/eslint.js', ['.']],
  [
    'dependency rules',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...AREAS],
  ],
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']],
  ['types of the workflow sandbox', 'typescript/bin/tsc', ['-p', 'workflows/tsconfig.json', '--noEmit']],
  ['types of the console', 'typescript/bin/tsc', ['-p', 'apps/web/tsconfig.json', '--noEmit']],
  ['types of its tests', 'typescript/bin/tsc', ['-p', 'apps/web/test/tsconfig.json', '--noEmit']],
];

function run(command, args, stdio) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, NO_COLOR: '1' } });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        words += text;
      });
    }
    child.on('error', (error) => resolve({ ok: false, words: error.message }));
    child.on('close', (code, signal) => resolve({ ok: code === 0, words: words || String(signal ?? '') }));
  });
}

async function step(name, program, args) {
  const since = Date.now();
  const { ok, words } = await run(process.execPath, [program, ...args], ['ignore', 'pipe', 'pipe']);
  process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)\n`);
  if (!ok) process.stdout.write(`${words.trimEnd()}\n`);
  return ok;
}

/** Counts from Jest's own report; a suite that could not be loaded is one failure, and so is a run without a test. */
async function jest() {
  const folder = mkdtempSync(join(tmpdir(), 'kado-jest-'));
  const report = join(folder, 'report.json');
  const args = [join(modules, 'jest/bin/jest.js'), '--ci', '--json', `--outputFile=${report}`];
  try {
    const { ok } = await run(process.execPath, args, ['ignore', 'ignore', 'inherit']);
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const skipped = result.numPendingTests + result.numTodoTests;
    if (skipped > 0) process.stdout.write(`${skipped} tests were skipped, which counts as failed\n`);
    let failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
    if (result.numPassedTests === 0) process.stdout.write('Jest found no test that passed\n');
    if (failed === 0 && (!ok || result.numPassedTests === 0)) failed = 1;
    return { passed: result.numPassedTests, failed };
  } catch (error) {
    process.stdout.write(`✗ Jest did not finish (${error.message})\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

checkNode();
installIfNeeded();
await writeClientTypes();
let passed = 0;
let failed = 0;
for (const [name, program, args] of STEPS) {
  if (await step(name, join(modules, program), args)) passed += 1;
  else failed += 1;
}
// The compiled programs: tests that kill a worker or ask the API from outside run these.
if (await step('build', join(ROOT, 'apps/cli/build.mjs'), [])) passed += 1;
else failed += 1;
const counts = await jest();
passed += counts.passed;
failed += counts.failed;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
