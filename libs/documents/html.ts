const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] as string);

export const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

/** A business date in Japan, with the era name that official papers carry. */
export function dateInJapan(iso: string): string {
  const date = new Date(iso);
  const western = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(date);
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(
    date,
  );
  return `${western}（${era}）`;
}

/** A paper that prints on A4 and needs nothing from outside itself. `body` is HTML; texts in it are escaped by the caller. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>@page{size:A4;margin:20mm}body{font:16px/1.7 "BIZ UDPGothic","Noto Sans JP",sans-serif;max-width:42em;margin:2em auto;padding:0 1em;color:#1a1a1a}
h1{font-size:1.6em}table{border-collapse:collapse;width:100%;margin:1em 0}th,td{border:1px solid #767676;padding:.3em .6em;text-align:left}td.n{text-align:right}tr{break-inside:avoid}</style>
</head><body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
}
