import type { Settings } from '@kado/config/settings';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import pino, { type Logger } from 'pino';
import { AppModule } from './app.module';
import { AnswerInterceptor } from './common/answer';
import { closeChain, nameParseFaults, refuseUnusableInput, traceAndLog } from './common/boundary.middleware';
import { ProblemFilter } from './common/problem.filter';
import { checkRoutes } from './common/routes';
import { ValidationPipe } from './common/validation.pipe';
import { builtConsoleFolder } from './console/console-folder';
import { serveConsole } from './console/serve-console';
import { serveDocs } from './openapi-document';

/** The whole API, not yet listening: for main, for tests, and to write its own description. */
export async function createApp(
  settings: Settings,
  log: Logger = createLog(settings),
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, log), {
    bodyParser: false,
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.set('trust proxy', settings.trustProxy ? 1 : false);
  app.use(traceAndLog(log));
  // The docs are served over plain http on a desk: no upgrade of their scripts to https.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.useBodyParser('json', { limit: '2mb', type: ['application/json', 'application/merge-patch+json'] });
  app.use(nameParseFaults);
  app.use(refuseUnusableInput);
  app.use(serveConsole(settings.consoleDir ?? builtConsoleFolder()));
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz'] });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalInterceptors(new AnswerInterceptor());
  const filter = new ProblemFilter(log);
  app.useGlobalFilters(filter);
  app.set('etag', false);
  checkRoutes(app);
  serveDocs(app);
  await app.init();
  for (const last of closeChain(filter)) app.use(last);
  return app;
}

export function createLog(settings: Settings): Logger {
  return pino({ name: 'api', level: settings.logLevel });
}
