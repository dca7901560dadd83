import type { Request } from 'express';
import { Problem } from './problem';

/**
 * What a browser sends by itself proves no wish of the person, so a request that changes something must come from a page
 * of this very origin. The browser says so in `Sec-Fetch-Site` (`none` is a typed address or a bookmark: never how a page
 * of ours writes), older ones in `Origin`; scripts of other sites can set neither.
 */
export function requireSameOrigin(request: Request): void {
  if (!isSameOrigin(request, false)) throw crossSite();
}

/** The same for whoever may be no browser at all: only what is said can be wrong. */
export function refuseCrossSite(request: Request): void {
  if (!isSameOrigin(request, true)) throw crossSite();
}

function isSameOrigin(request: Request, whenSilent: boolean): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  if (origin === undefined) return whenSilent;
  return URL.canParse(origin) && new URL(origin).host === (request.host ?? '').toLowerCase();
}

function crossSite(): Problem {
  return new Problem(403, 'cross_site_request', {
    detail: {
      ja: 'KADOの画面（同じオリジン）から送り直してください。プログラムからは、Authorization: Bearer とトークンを使ってください。',
      en: 'Send it from a page of KADO itself (the same origin). Programs use a token: Authorization: Bearer.',
    },
  });
}

export function isSafe(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}
