import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { KadoRequest } from './actor';
import { databaseProblem } from './database-problem';
import { localeOf, Problem } from './problem';

/** Every refusal and every fault leaves as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.write(error, http.getRequest<KadoRequest>(), http.getResponse<Response>());
  }

  write(error: unknown, request: KadoRequest, response: Response): void {
    const problem = problemOf(error, this.log, request.traceId);
    if (response.headersSent) {
      response.end();
      return;
    }
    const locale = localeOf(request.headers['accept-language']);
    const instance = request.originalUrl.split('?')[0] ?? '';
    response.status(problem.status);
    for (const [name, value] of Object.entries(problem.options.headers ?? {})) response.setHeader(name, value);
    response.setHeader('Content-Language', locale);
    response.type('application/problem+json');
    response.send(JSON.stringify(problem.body(locale, instance, request.traceId ?? '')));
  }
}

/** Whatever was thrown, as what the API answers; faults of our own are logged. */
export function problemOf(error: unknown, log: Logger, traceId: string): Problem {
  if (error instanceof Problem) return error;
  const known = ofDatabase(error, log, traceId) ?? ofHttp(error);
  if (known) return known;
  log.error({ err: error, traceId }, 'a fault of our own');
  return new Problem(500, 'internal');
}

function ofDatabase(error: unknown, log: Logger, traceId: string): Problem | undefined {
  const problem = databaseProblem(error);
  if (problem) log.warn({ traceId, code: problem.code, fault: String(error).slice(0, 300) }, 'the database refused');
  return problem;
}

/** What Express, its body parsers and Nest itself refuse. */
function ofHttp(error: unknown): Problem | undefined {
  const status = error instanceof HttpException ? error.getStatus() : Number((error as { status?: unknown })?.status);
  switch (status) {
    case 404:
      return new Problem(404, 'route_not_found');
    case 413:
      return new Problem(413, 'body_too_large');
    case 415:
      return new Problem(415, 'unsupported_media_type');
    default:
      return status >= 400 && status < 500 ? new Problem(400, 'malformed_request') : undefined;
  }
}
