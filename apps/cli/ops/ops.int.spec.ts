import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from '@kado/testing/worker-process';
import { ApiRig } from '../../api/test/rig';
import { ops } from './main';
import { inWords } from './words';

let api: ApiRig;
let out = '';
let err = '';

beforeAll(async () => {
  api = await ApiRig.start();
  await api.insertEngagement({ key: 'KADO-2025-0001', clientCode: 'C-001', siteCode: 'SHIOJIRI', stage: 'production' });
});
afterAll(() => api.stop());

beforeEach(() => {
  out = '';
  err = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const call = async (...args: string[]) => ops([...args, '--api', api.base], { KADO_TOKEN: await api.token('ops01') });

describe('the command line of ops', () => {
  it('tells its verbs', async () => {
    expect(await ops(['--help'])).toBe(0);
    for (const verb of ['retry', 'skip', 'reset', 'terminate', 'resync', 'hand-over', 'reconcile'])
      expect(out).toContain(verb);
  });

  it.each([
    [['sing'], 'There is no verb'],
    [[], 'A verb is missing'],
    [['reset', 'KADO-1'], 'reset takes KEY STAGE'],
    [['retry', 'KADO-1'], 'needs --reason'],
    [['reconcile', '--mend'], 'needs --reason'],
    [['waiting', 'KADO-1', '--loud'], '--loud'],
    [['retry', 'KADO-1', '--reason', 'x', '--force'], 'retry knows no --force'],
    [['reconcile', '--only', 'KADO-1'], '--only says what to mend'],
    [['resync', 'KADO-1', '--lot', 'two'], '--lot takes the number'],
  ])('says what is no command: %j', async (args, words) => {
    expect(await call(...args)).toBe(2);
    expect(err).toContain(words);
    expect(out).toBe('');
  });

  it('shows why an engagement waits, in words and as JSON', async () => {
    expect(await call('waiting', 'KADO-2025-0001')).toBe(0);
    expect(out).toContain('engagementKey: KADO-2025-0001');
    out = '';
    expect(await call('waiting', 'KADO-2025-0001', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ engagementKey: 'KADO-2025-0001', stage: 'production' });
  });

  it('says in one line what the API refuses', async () => {
    expect(await call('waiting', 'KADO-2025-9999')).toBe(1);
    expect(err).toMatch(/^404 engagement_not_found: /);
    expect(out).toBe('');
    expect(await call('waiting', 'KADO-2025-9999', '--json')).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: 404, code: 'engagement_not_found' });
    err = '';
    expect(await call('reset', 'KADO-2025-0001', 'moon', '--reason', 'x')).toBe(1);
    expect(err).toMatch(/^422 [\s\S]*\/stage/);
  });

  it('tells an engine and an API that are away from a refusal', async () => {
    expect(await call('resync', 'KADO-2025-0001')).toBe(3);
    expect(err).toContain('503 engine_unavailable');
    expect(await ops(['waiting', 'KADO-1', '--api', 'http://127.0.0.1:1'], { KADO_TOKEN: 'x' })).toBe(3);
  });

  it('signs in with the password of the environment, and wants one', async () => {
    expect(await ops(['waiting', 'KADO-2025-0001', '--api', api.base], {})).toBe(2);
    expect(await ops(['waiting', 'KADO-2025-0001', '--api', api.base], { KADO_PASSWORD: 'wrong' })).toBe(1);
    expect(await ops(['waiting', 'KADO-2025-0001', '--api', api.base], { KADO_PASSWORD: 'kado-demo' })).toBe(0);
  });
});

it('has its exit codes as a command', () => {
  build();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(__dirname, '..', 'ops.mjs'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, KADO_TOKEN: 'x', KADO_API: 'http://127.0.0.1:1' },
    });
  const [help, usage, away] = [run('--help'), run('sing'), run('waiting', 'KADO-1')];
  expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('hand-over KEY')]);
  expect([usage.status, usage.stdout, usage.stderr]).toEqual([2, '', expect.stringContaining('There is no verb')]);
  expect([away.status, away.stderr.trim().split('\n').length]).toEqual([3, 1]);
});

it('puts any answer into lines', () => {
  expect(inWords({ a: 1, none: [], list: [{ b: 'x', c: { ja: '日', en: 'day' } }], nothing: null })).toBe(
    'a: 1\nnone: (none)\nlist:\n  - b: x\n    c: 日 / day\nnothing: -',
  );
});
