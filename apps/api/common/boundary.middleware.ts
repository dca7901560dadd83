import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { KadoRequest } from './actor';
import { fieldProblem, Problem } from './problem';
import type { ProblemFilter } from './problem.filter';

const MAX_DEPTH = 32;

/**
 * Trace id of the request (from `traceparent`, or an own one), answered as x-request-id, and one log line an answer:
 * method, path without query, status, time. No bodies, names or tokens.
 */
export function traceAndLog(log: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const given = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(
      String(request.headers.traceparent ?? ''),
    );
    const traceId = given?.[1] ?? randomBytes(16).toString('hex');
    (request as KadoRequest).traceId = traceId;
    response.setHeader('x-request-id', traceId);
    const began = performance.now();
    // Not `finish`: a stream ends when its reader goes, and so does an answer that nobody waits for any more.
    response.once('close', () => {
      const [path] = request.originalUrl.split('?');
      const line = {
        traceId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
        ...(!response.writableFinished && { aborted: true }),
      };
      if (response.statusCode >= 500) log.error(line, 'answered');
      else log.info(line, 'answered');
    });
    next();
  };
}

/** What the body parser refuses, before Nest makes a nameless 400 of it. */
export function nameParseFaults(error: unknown, _: Request, __: Response, next: NextFunction): void {
  next((error as { type?: unknown })?.type === 'entity.parse.failed' ? new Problem(400, 'malformed_json') : error);
}

/** Last in the chain: addresses outside of the API's prefix, and faults of what came before its routes. */
export function closeChain(filter: ProblemFilter): [RequestHandler, ErrorRequestHandler] {
  return [
    (_, __, next) => next(new Problem(404, 'route_not_found')),
    (error: unknown, request, response, _next) => filter.write(error, request as KadoRequest, response),
  ];
}

/** Everything after this may trust that text is text: no NUL, no half characters, no bottomless nesting. */
export function refuseUnusableInput(request: Request, _: Response, next: NextFunction): void {
  try {
    checkUrl(request.originalUrl);
    checkBody(request);
    next();
  } catch (error) {
    next(error);
  }
}

function checkUrl(url: string): void {
  let plain: string;
  try {
    plain = decodeURIComponent(url);
  } catch {
    throw new Problem(400, 'malformed_request');
  }
  if (plain.includes('\u0000')) throw new Problem(400, 'malformed_request');
}

function checkBody(request: Request): void {
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && request.body === undefined && !request.is('multipart/form-data') && request.method !== 'GET')
    throw new Problem(415, 'unsupported_media_type');
  checkTexts(request.body);
}

/** Own stack: the nesting it looks for would overflow a recursive walk. */
export function checkTexts(body: unknown): void {
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: body, pointer: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && !isUsable(value))
      throw fieldProblem(pointer || '/', 'unusable_text', {
        ja: '使用できない文字（制御文字NULなど）が含まれています。',
        en: 'The text holds characters that cannot be kept (such as NUL).',
      });
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH)
      throw fieldProblem('/', 'too_deep', {
        ja: `入れ子は${MAX_DEPTH}段までです。`,
        en: `At most ${MAX_DEPTH} levels.`,
      });
    for (const [name, member] of Object.entries(value)) {
      if (!isUsable(name)) throw new Problem(400, 'malformed_request');
      open.push({ value: member, pointer: `${pointer}/${name.slice(0, 100)}`, depth: depth + 1 });
    }
  }
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function isUsable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}
