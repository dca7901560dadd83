import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '@kado/devstack/processes';

export interface DriverOptions {
  readonly root: string;
  readonly home: string;
  readonly apiUrl: string;
  readonly args: readonly string[];
  /** Each line of the driver's standard output. */
  readonly onLine: (line: string) => void;
  /** Takes the driver's standard error, which goes into the log otherwise. */
  readonly errors?: (text: string) => void;
}

/** The demo driver is a program of its own that has the public API and nothing else: no database, no engine. */
export function startDriver(options: DriverOptions): ManagedProcess {
  const out = join(options.root, 'out', 'demo');
  mkdirSync(out, { recursive: true });
  let rest = '';
  const program = startProcess({
    name: 'demo',
    command: process.execPath,
    args: [join(options.root, 'dist', 'apps', 'demo', 'main.js'), ...options.args],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, KADO_API_URL: options.apiUrl, KADO_DEMO_OUT: out },
    cwd: options.root,
    logFile: join(options.home, 'logs', 'demo.log'),
    errors: options.errors,
    output: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine(line);
    },
  });
  void program.exited.then(() => {
    if (rest !== '') options.onLine(rest);
    rest = '';
  });
  return program;
}
