// `npm run test:fire`: the long tests, seeded. The same specs that `npm test` runs as short samples, with the numbers of the
// issue: 2,000 steps over 50 engagements against the model, 200 engagements over three releases, 30 kills of worker and API
// each and 10 stops of PostgreSQL and Temporal each. KADO_SEED=… walks and strikes in another order.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

const NUMBERS = {
  KADO_WALKS: '50',
  KADO_WALK_STEPS: '90',
  KADO_RELEASE_ENGAGEMENTS: '200',
  KADO_FIRE_KILLS: '30',
  KADO_FIRE_STOPS: '10',
  KADO_FIRE_WALKERS: '6',
  KADO_TEST_SAY: '1',
};
const SPECS = ['workflows/test/walk', 'workflows/test/releases', 'workflows/test/fire', 'workflows/engagement/size'];

checkNode();
installIfNeeded();
const jest = spawn(
  process.execPath,
  [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', '--runInBand', ...SPECS, ...process.argv.slice(2)],
  // What is set by hand counts more: a part of it can be run with smaller numbers.
  { cwd: ROOT, stdio: 'inherit', env: { ...NUMBERS, ...process.env } },
);
jest.on('close', (code) => {
  process.exitCode = code ?? 1;
});
