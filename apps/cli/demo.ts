import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '@kado/devstack/ports';
import { throwAwayHome } from '@kado/devstack/throw-away';
import { startDriver } from './driver';
import { sentenceFor } from './failing';
import { StackRunner } from './stack';

export interface DemoOptions {
  readonly root: string;
  readonly json: boolean;
}

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** A stack of its own on free ports, the driver on it, everything stopped; the driver's last line and exit code are ours. */
export async function demo({ root, json }: DemoOptions): Promise<void> {
  const alive = setInterval(() => undefined, 1 << 30);
  const throwAway = throwAwayHome('kado-demo-');
  const home = throwAway.dir;
  let runner: StackRunner | undefined;
  let ending: Promise<void> | undefined;
  const end = (code: number, lastLine?: string) => {
    ending ??= (async () => {
      await runner?.stop();
      if (code !== 0) keepLogs(home, root);
      throwAway.remove();
      clearInterval(alive);
      if (lastLine !== undefined) process.stdout.write(`${lastLine}\n`);
      process.exit(code);
    })();
    return ending;
  };
  const fail = (error: unknown) => {
    say(sentenceFor(error));
    return end(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(130));

  try {
    const [api, postgres, temporal, ui] = (await freePorts(4, { low: true })) as [number, number, number, number];
    const secret = randomBytes(32).toString('hex');
    runner = new StackRunner({
      root,
      home,
      secret,
      ports: { api, postgres, temporal, ui },
      throwAway: true,
      say,
      onLost: (fault) => void fail(fault),
    });
    const stack = await runner.start();
    say(`Temporal UI while it runs: ${stack.temporalUiUrl}`);
    let last: string | undefined;
    const onLine = (line: string) => {
      // Only the last line is the result; what came before was progress.
      if (last !== undefined) say(last);
      last = line;
    };
    const driver = startDriver({
      root,
      home,
      apiUrl: stack.apiUrl,
      args: json ? ['--json'] : [],
      onLine,
      errors: (text) => process.stderr.write(text),
    });
    const reason = await driver.exited;
    await driver.stop();
    const code = /^code (\d+)$/.exec(reason);
    if (reason !== 'code 0') say(`The demo driver ended with ${reason}.`);
    await end(code === null ? 1 : Number(code[1]), last);
  } catch (error) {
    await fail(error);
  }
}

/** The store goes in any case; what it takes to find a fault stays. */
function keepLogs(home: string, root: string): void {
  const logs = join(root, 'out', 'demo', 'logs');
  if (!existsSync(join(home, 'logs'))) return;
  rmSync(logs, { recursive: true, force: true });
  cpSync(join(home, 'logs'), logs, { recursive: true });
  say(`Logs of the run: ${logs}`);
}
