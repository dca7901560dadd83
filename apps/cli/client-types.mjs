// apps/web/api/schema.gen.d.ts: the types of the console's client, from the API's own description. Not committed: it can
// be neither old nor edited by hand.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prerequisites.mjs';

const SOURCE = join(ROOT, 'apps/api/openapi.json');
const TARGET = join(ROOT, 'apps/web/api/schema.gen.d.ts');

export async function writeClientTypes() {
  const text = readFileSync(SOURCE, 'utf8');
  const head = `// ${createHash('sha256').update(text).digest('hex')} of apps/api/openapi.json`;
  if (existsSync(TARGET) && readFileSync(TARGET, 'utf8').startsWith(head)) return;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const types = astToString(await openapiTS(JSON.parse(text)));
  writeFileSync(TARGET, `${head}\n${types}`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) await writeClientTypes();
