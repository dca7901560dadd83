import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from '@kado/testing/worker-process';
import { Rig } from '@kado/workflows/test/rig';

jest.setTimeout(180_000);

const ROOT = join(__dirname, '..', '..');

describe('npm run replay', () => {
  let rig: Rig;
  beforeAll(async () => {
    build();
    rig = await Rig.start();
  });
  afterAll(() => rig.stop());

  const replay = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'apps', 'cli', 'replay.mjs'), ...args], { encoding: 'utf8' });

  it('replays what runs in a live namespace and leaves it as it is', async () => {
    const c = await rig.engagement();
    await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
    const run = replay('--address', rig.env.address, '--json');
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual({ replayed: 1, failed: 0 });
    expect(run.status).toBe(0);
    expect(await rig.stage(c)).toBe('requirements');
  });

  it('says in one sentence that Temporal is away, and that an option is unknown', () => {
    const away = replay('--address', '127.0.0.1:1');
    expect([away.status, away.stderr.trim().split('\n').length]).toEqual([7, 1]);
    const unknown = replay('--adress', 'x');
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('--address')]);
  });
});
