import type { CookieOptions, Request, Response } from 'express';

const NAME = 'kado_session';

/**
 * Scripts cannot read it, other sites cannot send it, pages and assets do not get it. No Max-Age: on a shared computer it
 * goes with the browser, and its token knows better when it is over.
 */
function options(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', path: '/api', secure: request.secure };
}

/** The first of that name, as browsers send the most specific path first. */
export function readSessionCookie(request: Request): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === NAME) return pair.slice(at + 1).trim();
  }
  return undefined;
}

export function setSessionCookie(request: Request, response: Response, token: string): void {
  response.cookie(NAME, token, options(request));
}

export function clearSessionCookie(request: Request, response: Response): void {
  response.clearCookie(NAME, options(request));
}
