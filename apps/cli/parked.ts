import { randomBytes } from 'node:crypto';
import { freePorts } from '@kado/devstack/ports';
import { throwAwayHome } from '@kado/devstack/throw-away';
import { startDriver } from './driver';
import { StackRunner } from './stack';

export interface ParkedOptions {
  readonly root: string;
  readonly say: (sentence: string) => void;
  /** Whether the demo drives its engagements there first: one to its end, one parked in every stage. */
  readonly demo: boolean;
}

/**
 * A whole KADO in a throw-away store on free ports, for as long as `use` runs: for pictures and measures of what people
 * see. Everything is stopped and removed afterwards, however it ends.
 */
export async function withThrowAwayStack<T>(
  { root, say, demo }: ParkedOptions,
  use: (stack: { apiUrl: string; databaseOwnerUrl: string }) => Promise<T>,
): Promise<T> {
  const alive = setInterval(() => undefined, 1 << 30);
  const throwAway = throwAwayHome('kado-throw-away-');
  const [api, postgres, temporal, ui] = (await freePorts(4, { low: true })) as [number, number, number, number];
  let lost: (fault: Error) => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    lost = reject;
  });
  const runner = new StackRunner({
    root,
    home: throwAway.dir,
    secret: randomBytes(32).toString('hex'),
    ports: { api, postgres, temporal, ui },
    throwAway: true,
    say,
    onLost: (fault) => lost(fault),
  });
  const work = async (): Promise<T> => {
    const stack = await runner.start();
    if (demo) {
      const driver = startDriver({ root, home: throwAway.dir, apiUrl: stack.apiUrl, args: ['--park'], onLine: say });
      const reason = await driver.exited;
      if (reason !== 'code 0') throw new Error(`The demo driver ended with ${reason}: ${driver.tail(3)}`);
    }
    return use({ apiUrl: stack.apiUrl, databaseOwnerUrl: stack.databaseOwnerUrl });
  };
  const stop = async () => {
    await runner.stop();
    throwAway.remove();
    clearInterval(alive);
  };
  const interrupt = () => void stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  try {
    return await Promise.race([work(), gone]);
  } finally {
    await stop();
  }
}
