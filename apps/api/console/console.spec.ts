import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { loadSettings } from '@kado/config/settings';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../app';
import { DESCRIBING } from '../openapi';
import { builtConsoleFolder } from './console-folder';

jest.setTimeout(60_000);

const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(500))})`;

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As it stands on the wire: fetch would tidy the path up and unpack the body. */
function ask(base: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(base);
    request({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', failed)
      .end();
  });
}

describe('the console', () => {
  // Below a hidden folder: where it lies is nobody's business.
  const home = mkdtempSync(join(tmpdir(), '.console-'));
  const folder = join(home, 'web');
  let app: NestExpressApplication;
  let base: string;
  const get = (path: string, headers?: Record<string, string>, method?: string) => ask(base, path, headers, method);

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets', 'deep'), { recursive: true });
    const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
    put('index.html', '<style nonce="__CSP_NONCE__"></style><meta name="nonce" content="__CSP_NONCE__">');
    put('assets/app-1a2b3cDe.js', SCRIPT);
    put('assets/app-1a2b3cDe.js.br', brotliCompressSync(SCRIPT));
    put('assets/app-1a2b3cDe.js.gz', gzipSync(SCRIPT));
    put('assets/app-3c4dEf_-.css', 'a{}');
    put('assets/deep/kanji-BIZ5e6fx.woff2', 'font');
    put('assets/.hidden.js', 'hidden');
    put('assets/first-document.js', 'first');
    put('assets/icon.svg', '<svg/>');
    writeFileSync(join(home, 'secret.js'), 'secret');
    symlinkSync(join(home, 'secret.js'), join(folder, 'assets', 'link.js'));
    app = await createApp(loadSettings({ ...DESCRIBING, KADO_CONSOLE_DIR: folder }));
    await app.listen(0, '127.0.0.1');
    base = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    rmSync(home, { recursive: true });
  });

  it('is one page for every address a browser opens, with a nonce of its own each time', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/engagements/KADO-2026-0001', '/sign-in?next=%2F', '/apiary', '/index.html']) {
      const { status, headers, body } = await get(path, HTML);
      expect([path, status, headers['content-type'], headers['cache-control']]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      const [nonce, again] = [...String(body).matchAll(/(?:nonce|content)="([A-Za-z0-9+/]{22}==)"/g)].map((m) => m[1]);
      expect(again).toBe(nonce);
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.add(nonce as string);
    }
    expect(nonces.size).toBe(5);
    expect((await get('/', HTML, 'HEAD')).body).toHaveLength(0);
  });

  it('may use nothing of another origin', async () => {
    const { headers } = await get('/', HTML);
    const policy = String(headers['content-security-policy']).replace(/'nonce-[^']+'/, "'nonce-…'");
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-…'",
      "style-src-attr 'none'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ]);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('has assets that are kept for ever, packed for whoever can unpack them', async () => {
    const path = '/assets/app-1a2b3cDe.js';
    const plain = await get(path);
    expect([plain.status, String(plain.body)]).toEqual([200, SCRIPT]);
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [accepted, encoding, packed] of [
      ['gzip, deflate, br, zstd', 'br', brotliCompressSync(SCRIPT)],
      ['gzip', 'gzip', gzipSync(SCRIPT)],
      ['br;q=0, gzip;q=0.5', 'gzip', gzipSync(SCRIPT)],
    ] as const) {
      const { headers, body } = await get(path, { 'accept-encoding': accepted });
      expect([headers['content-encoding'], headers['content-type'], headers.vary]).toEqual([
        encoding,
        'text/javascript; charset=utf-8',
        'Accept-Encoding',
      ]);
      expect([headers['content-length'], body.length]).toEqual([String(packed.length), packed.length]);
    }
    const style = await get('/assets/app-3c4dEf_-.css', { 'accept-encoding': 'br' });
    expect([style.headers['content-encoding'], style.headers['content-type']]).toEqual([
      undefined,
      'text/css; charset=utf-8',
    ]);
    expect((await get('/assets/deep/kanji-BIZ5e6fx.woff2')).headers['content-type']).toBe('font/woff2');
    // Without a hash in its name it may be another one tomorrow.
    for (const name of ['first-document.js', 'icon.svg']) {
      const { status, headers } = await get(`/assets/${name}`);
      expect([status, headers['cache-control'], headers['last-modified']]).toEqual([
        200,
        'no-cache',
        expect.any(String),
      ]);
    }
    const since = String(plain.headers['last-modified']);
    expect((await get(path, { 'if-modified-since': since })).status).toBe(304);
  });

  it.each([
    '/assets/none.js',
    '/assets/',
    '/assets',
    '/assets/deep',
    '/assets/../secret.js',
    '/assets/../../secret.js',
    '/assets/%2e%2e/index.html',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.js',
    '/assets/..%2findex.html',
    '/assets/..%5c..%5csecret.js',
    '/assets/..\\..\\secret.js',
    '/assets/deep/../../../secret.js',
    '/assets//etc/passwd',
    '/assets/.hidden.js',
    '/assets/link.js',
    '/assets/app-1a2b3cDe.js/',
    '/assets/app-1a2b3cDe.js%20',
  ])('gives nothing for %s', async (path) => {
    for (const headers of [undefined, HTML]) {
      const { status, headers: got, body } = await get(path, headers);
      expect([status, got['content-type'], got['cache-control'], got['content-encoding']]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
        undefined,
        undefined,
      ]);
      expect(JSON.parse(String(body)).code).toBe('route_not_found');
    }
  });

  it('takes no NUL and no broken characters', async () => {
    for (const path of ['/assets/app-1a2b3cDe.js%00', '/%00', '/assets/%ff'])
      expect((await get(path, HTML)).status).toBe(400);
  });

  it('leaves to the API what is the API’s', async () => {
    for (const path of ['/api', '/api/v1/none', '/API/v1/none', '/api/v1/me', '/healthz/x', '/none'])
      expect([path, (await get(path, path === '/none' ? { accept: '*/*' } : HTML)).headers['content-type']]).toEqual([
        path,
        'application/problem+json; charset=utf-8',
      ]);
    expect((await get('/', { ...HTML }, 'POST')).status).toBe(404);
    expect((await get('/healthz', HTML)).body.toString()).toBe('{"status":"ok"}');
    const docs = await get('/api/docs', HTML);
    expect([docs.status, String(docs.body).includes('swagger-ui')]).toEqual([200, true]);
    expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
    expect(docs.headers['content-security-policy']).toContain("style-src 'self' https: 'unsafe-inline'");
  });

  it('that has not been built says so, in both languages', async () => {
    const bare = await createApp(loadSettings({ ...DESCRIBING, KADO_CONSOLE_DIR: join(home, 'nowhere') }));
    try {
      await bare.listen(0, '127.0.0.1');
      const { status, headers, body } = await ask(await bare.getUrl(), '/', HTML);
      expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(String(body)).toMatch(/ビルドされていません[\s\S]*npm run build[\s\S]*has not been built/);
      expect((await ask(await bare.getUrl(), '/assets/app-1a2b3cDe.js')).status).toBe(404);
    } finally {
      await bare.close();
    }
  });

  it('is looked for in dist/web, from the sources and from what is built of them', () => {
    const root = resolve(__dirname, '..', '..', '..');
    for (const from of [__dirname, join(root, 'dist', 'apps', 'api', 'console')])
      expect(builtConsoleFolder(from)).toBe(join(root, 'dist', 'web'));
  });
});
