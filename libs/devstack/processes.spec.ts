import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess, waitUntilReady } from './processes';

const dir = mkdtempSync(join(tmpdir(), 'kado-processes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function node(name: string, script: string, more: { graceMs?: number; ipc?: boolean } = {}) {
  return startProcess({
    name,
    command: process.execPath,
    args: ['-e', script],
    logFile: join(dir, `${name}.log`),
    ...more,
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('startProcess', () => {
  it('waits until the program is ready and stops it in good order', async () => {
    const program = node(
      'polite',
      "process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => 0, 1e6); console.log('hello'); process.send('ready');",
      { ipc: true },
    );
    expect(await waitUntilReady(program, () => Promise.resolve(program.saidReady()), 20_000, 20)).toBe(true);
    await Promise.all([program.stop(), program.stop()]);
    expect(await program.exited).toBe('code 0');
    expect(program.tail()).toBe('hello\nbye');
    expect(program.running()).toBe(false);
  });

  it('kills a program that does not listen, with what it has started', async () => {
    const program = node(
      'deaf',
      "process.on('SIGTERM', () => {}); const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)']); console.log(c.pid); setInterval(() => 0, 1e6);",
      { graceMs: 200 },
    );
    await waitUntilReady(program, () => Promise.resolve(program.tail() !== ''), 20_000, 20);
    const grandchild = Number(program.tail());
    expect(alive(grandchild)).toBe(true);
    await program.stop();
    expect(await program.exited).toBe('SIGKILL');
    for (let attempt = 0; alive(grandchild) && attempt < 100; attempt += 1) await sleep(20);
    expect(alive(grandchild)).toBe(false);
  });

  it('says so at once when the program ends or is not there', async () => {
    const program = node('short', "console.error('no luck'); process.exit(3);");
    expect(await waitUntilReady(program, () => Promise.resolve(false), 20_000, 20)).toBe(false);
    expect(await program.exited).toBe('code 3');
    expect(program.tail()).toBe('no luck');
    const absent = startProcess({ name: 'absent', command: join(dir, 'absent'), logFile: join(dir, 'absent.log') });
    expect(await absent.exited).toContain('ENOENT');
    await absent.stop();
  });
});

describe('the reaper', () => {
  it('stops what its parent left behind, and removes throw-away directories', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)'], { detached: true, stdio: 'ignore' });
    const gone = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const home = join(dir, 'throw-away');
    mkdirSync(home);
    const reaper = spawn(process.execPath, [join(__dirname, 'reaper-process.cjs')], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const reaped = new Promise((resolve) => reaper.once('exit', resolve));
    reaper.stdin.write(`+${child.pid} SIGTERM\ndir ${home}\n`);
    await sleep(300);
    expect(alive(child.pid as number)).toBe(true);
    // What the kernel does when the parent is killed.
    reaper.stdin.end();
    expect(await gone).toBe('SIGTERM');
    await reaped;
    expect(existsSync(home)).toBe(false);
  });
});
