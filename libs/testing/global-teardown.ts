export default async function globalTeardown(): Promise<void> {
  const run = globalThis.kadoTestPostgres;
  if (run === undefined) return;
  await run.server.stop();
  run.home.remove();
}
