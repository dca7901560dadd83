import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFault } from './fault';
import { guard, unguard } from './reaper';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Standard output and error are appended here, except for what `output` takes. */
  readonly logFile: string;
  /** Takes the standard output instead of the log, as it comes. */
  readonly output?: (text: string) => void;
  /** The same for the standard error. */
  readonly errors?: (text: string) => void;
  /** A Node program that says `process.send('ready')` when it has started. */
  readonly ipc?: boolean;
  readonly uid?: number;
  readonly gid?: number;
  /** What asks the program to finish in good order. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take for that before it is killed. */
  readonly graceMs?: number;
}

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the program is gone, with `code 1`, `SIGTERM` or the reason why it could not be started. */
  readonly exited: Promise<string>;
  /** True once a program with `ipc` has said that it is ready. */
  saidReady(): boolean;
  running(): boolean;
  /** Asks, waits, kills the whole group. May be called twice. */
  stop(): Promise<void>;
  /** The end of what this run wrote into its log. */
  tail(lines?: number): string;
}

function signalGroup(pid: number, signal: NodeJS.Signals, group: boolean): void {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch {
    // Gone already, which is what was wanted.
  }
}

/**
 * Starts a program in its own process group and session: Ctrl-C in the terminal reaches only this process, which then stops
 * the others in order. Should this process die without stopping it, the reaper does.
 */
export function startProcess(options: ProcessOptions): ManagedProcess {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o640);
  const logStart = fstatSync(log).size;
  const signal = options.stopSignal ?? 'SIGTERM';
  let child: ChildProcess;
  try {
    child = spawn(options.command, options.args ?? [], {
      cwd: options.cwd,
      env: options.env,
      uid: options.uid,
      gid: options.gid,
      detached: true,
      stdio: [
        'ignore',
        options.output ? 'pipe' : log,
        options.errors ? 'pipe' : log,
        ...(options.ipc ? ['ipc' as const] : []),
      ],
    });
  } finally {
    closeSync(log);
  }
  child.unref();
  let ready = false;
  child.on('message', (message) => {
    ready ||= message === 'ready';
  });
  child.channel?.unref();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => options.output?.(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => options.errors?.(text));
  let outcome: string | undefined;
  const exited = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      outcome ??= reason;
      resolve(outcome);
    };
    child.once('error', (error) => end(error.message));
    // With a pipe the output is whole only at `close`; without one, grandchildren that hold the log must not delay the news.
    child.once(options.output || options.errors ? 'close' : 'exit', (code: number | null, by: string | null) =>
      end(by ?? `code ${code}`),
    );
  });
  const pid = child.pid ?? 0;
  if (pid > 0) guard(pid, signal);

  let stopping: Promise<void> | undefined;
  const stopOnce = async () => {
    if (pid === 0) return;
    if (outcome === undefined) {
      // Held by a reference again: this process must not end before the child has.
      child.ref();
      signalGroup(pid, signal, false);
      const killer = setTimeout(() => signalGroup(pid, 'SIGKILL', true), options.graceMs ?? 10_000);
      await exited;
      clearTimeout(killer);
    }
    signalGroup(pid, 'SIGKILL', true);
    unguard(pid);
  };

  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    exited,
    saidReady: () => ready,
    running: () => pid > 0 && outcome === undefined,
    stop: () => {
      stopping ??= stopOnce();
      return stopping;
    },
    tail: (lines = 20) => readFrom(options.logFile, logStart).trimEnd().split('\n').slice(-lines).join('\n'),
  };
}

/** The text from a place on, at most its last 64 KiB. */
function readFrom(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const start = Math.max(from, size - 65_536);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    readSync(file, buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * Asks until the program answers. `false` when it went away or the time was over: the caller says it in words that fit, from
 * `tail()`. A StackFault thrown by the question ends the wait.
 */
export async function waitUntilReady(
  child: ManagedProcess,
  isReady: () => Promise<boolean>,
  timeoutMs = 30_000,
  everyMs = 100,
): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (child.running() && Date.now() < until) {
    const ready = await isReady().catch((error) => {
      if (error instanceof StackFault) throw error;
      return false;
    });
    if (ready) return true;
    await sleep(everyMs);
  }
  return false;
}
