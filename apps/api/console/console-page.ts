/** Stands in index.html where the build cannot know the nonce. */
const NONCE = /__CSP_NONCE__/g;

/**
 * What the console's pages may do: everything from this origin, nothing from any other. Styles need the nonce where they
 * are put in as elements; React sets those of single elements through the CSSOM, which no policy stops.
 */
export function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
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
  ].join('; ');
}

export function withNonce(html: string, nonce: string): string {
  return html.replace(NONCE, nonce);
}

export const NOT_BUILT = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>KADO</title>
<h1>画面がまだビルドされていません</h1>
<p><code>npm run build</code> でビルドしてから、このページを再読み込みしてください。APIは動いています: <a href="/api/docs">/api/docs</a></p>
<div lang="en">
<h1>The console has not been built</h1>
<p><code>npm run build</code> builds it; then load this page again. The API is up: <a href="/api/docs">/api/docs</a></p>
</div>
</html>
`;
