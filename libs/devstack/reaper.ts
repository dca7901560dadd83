import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

let reaper: ChildProcess | undefined;

function tell(line: string): void {
  if (reaper === undefined || reaper.exitCode !== null) {
    reaper = spawn(process.execPath, [join(__dirname, 'reaper-process.cjs')], {
      // Its own session, so that Ctrl-C in the terminal does not end it before its parent.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
      env: {},
    });
    reaper.unref();
    reaper.stdin?.on('error', () => undefined);
    // A pipe is a socket underneath: it must not keep this process alive.
    (reaper.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  reaper.stdin?.write(`${line}\n`);
}

/** From now on the process group `pid` ends when this process ends, however it ends; the last one guarded goes first. */
export function guard(pid: number, signal: NodeJS.Signals): void {
  tell(`+${pid} ${signal}`);
}

export function unguard(pid: number): void {
  if (reaper !== undefined) tell(`-${pid}`);
}

/** A throw-away directory that goes when this process is gone. */
export function guardDirectory(path: string): void {
  tell(`dir ${path}`);
}
