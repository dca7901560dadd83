import 'reflect-metadata';
import { loadSettings } from '@kado/config/settings';
import { createApp, createLog } from './app';

async function main(): Promise<void> {
  const settings = loadSettings();
  const log = createLog(settings);
  const app = await createApp(settings, log);
  // Order of an end: HTTP stops and drains, then the pool and the Temporal connection close (ConnectionsService).
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen(settings.apiPort, settings.apiHost);
  log.info({ url: await app.getUrl() }, 'api is listening');
  process.send?.('ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`api could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
