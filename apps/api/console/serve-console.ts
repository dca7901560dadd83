import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { consolePolicy, NOT_BUILT, withNonce } from './console-page';

/** Addresses of the API itself, in the case that Express does not mind. */
const NOT_CONSOLE = /^\/(api|healthz|readyz)(\/|$)/i;
/** Plain names only, none of them hidden: what a build makes, and nothing that leads anywhere else. */
const ASSET = /^\/assets\/((?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*\/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)$/;
/**
 * The build puts 8 characters of a hash before the ending: what such a name has named once never changes. A name that only
 * might be one (a word of 8 letters) is asked for again, which is never wrong.
 */
const HASHED = /-(?=[a-z-]*[A-Z0-9_])[A-Za-z0-9_-]{8}\.[a-z0-9]+(\.map)?$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** In the order in which they are wanted: the smallest first. */
const PACKED = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;

/** The console on the origin of the API: its assets, and its one page for every address that a browser opens. */
export function serveConsole(folder: string): RequestHandler {
  return (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || NOT_CONSOLE.test(request.path)) return next();
    if (/^\/assets(\/|$)/i.test(request.path)) serveAsset(folder, request, response, next).catch(next);
    else if (isNavigation(request)) servePage(folder, response).catch(next);
    else next();
  };
}

/** Named, not only admitted: programs that take anything get the API's 404. */
function isNavigation(request: Request): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '') && request.accepts('html') !== false;
}

async function servePage(folder: string, response: Response): Promise<void> {
  const html = await readFile(join(folder, 'index.html'), 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  const nonce = randomBytes(16).toString('base64');
  response
    .status(html === undefined ? 404 : 200)
    .setHeader('Content-Security-Policy', consolePolicy(nonce))
    .setHeader('Cache-Control', 'no-store')
    .type('html')
    .send(html === undefined ? NOT_BUILT : withNonce(html, nonce));
}

async function serveAsset(folder: string, request: Request, response: Response, next: NextFunction): Promise<void> {
  const name = ASSET.exec(request.path)?.[1];
  const assets = await realpath(join(folder, 'assets')).catch(() => undefined);
  if (name === undefined || assets === undefined) return next();
  const plain = await fileWithin(assets, name);
  if (plain === undefined) return next();
  const packed = await wantedPacking(assets, name, request);
  response.vary('Accept-Encoding');
  response.type(extname(name));
  if (packed) response.setHeader('Content-Encoding', packed.encoding);
  response.setHeader('Cache-Control', HASHED.test(name) ? FOR_EVER : 'no-cache');
  // From a root: a hidden folder above it (a home, a cache) is nobody's business here.
  const options = { root: assets, cacheControl: false, acceptRanges: false };
  response.sendFile(packed?.path ?? plain, options, (error?: Error) => {
    // A reader who went away is no fault; a file that went away is an unknown address.
    if (!error || response.headersSent || response.destroyed) return;
    for (const header of ['Content-Encoding', 'Content-Type', 'Cache-Control']) response.removeHeader(header);
    next();
  });
}

async function wantedPacking(assets: string, name: string, request: Request) {
  for (const { encoding, suffix } of PACKED) {
    if (request.acceptsEncodings(encoding) === false) continue;
    const path = await fileWithin(assets, name + suffix);
    if (path !== undefined) return { encoding, path };
  }
  return undefined;
}

/** The file itself below the folder, links followed; undefined where there is none or it lies elsewhere. */
async function fileWithin(assets: string, name: string): Promise<string | undefined> {
  const path = await realpath(join(assets, name)).catch(() => undefined);
  return path?.startsWith(assets + sep) ? path.slice(assets.length + 1) : undefined;
}
