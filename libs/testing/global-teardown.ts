import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  const run = globalThis.kadoTestPostgres;
  if (run === undefined) return;
  await run.server.stop();
  rmSync(run.dir, { recursive: true, force: true });
}
