import 'reflect-metadata';
import { loadSettings } from '@kado/config/settings';
import { NestFactory } from '@nestjs/core';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const settings = loadSettings();
  const log = pino({ name: 'worker', level: settings.logLevel });
  // This process has one owner of signals: Nest's shutdown hooks. The SDK's own would race with them.
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      log[
        level === 'TRACE'
          ? 'trace'
          : level === 'DEBUG'
            ? 'debug'
            : level === 'INFO'
              ? 'info'
              : level === 'WARN'
                ? 'warn'
                : 'error'
      ](meta ?? {}, message),
    ),
  });
  const app = await NestFactory.createApplicationContext(WorkerModule.with(settings, log), {
    logger: ['error', 'warn'],
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.init();
  process.send?.('ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`worker could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
