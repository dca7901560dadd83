import createClient from 'openapi-fetch';
import { type Problem, ProblemError, UnreachableError } from './problem';
import type { paths } from './schema.gen';
import { signInAgain } from './sign-in-again';

/** 401 here is an answer about the password, not about the session. */
const SESSION_ROUTE = '/api/v1/auth/session';

/**
 * A session that ended must not cost what somebody has typed: the request waits while they sign in again on top of the
 * page, then goes out once more as it was (same Idempotency-Key, so nothing can happen twice).
 */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || new URL(request.url).pathname === SESSION_ROUTE) return response;
  return (await signInAgain()) ? fetch(again) : response;
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send, credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang === 'en' ? 'en' : 'ja');
  },
});

/** The body of a good answer; otherwise `ProblemError` (the API said no) or `UnreachableError` (it could not be asked). */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer: Awaited<typeof call>;
  try {
    answer = await call;
  } catch (cause) {
    throw new UnreachableError(cause);
  }
  if (answer.response.ok) return answer.data as T;
  throw new ProblemError(answer.response.status, problemOf(answer.error, answer.response));
}

function problemOf(body: unknown, response: Response): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  return {
    code: 'unknown',
    title: `HTTP ${response.status}`,
    status: response.status,
    traceId: response.headers.get('x-request-id') ?? '',
  };
}
