import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { loadSettings } from '@kado/config/settings';
import { createApp } from './app';
import { buildDocument } from './openapi-document';

/** The document needs the routes only: neither database nor Temporal is asked, so any settings will do. */
export const DESCRIBING = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  KADO_JWT_SECRET: 'only-for-describing-the-api-never-for-signing',
  LOG_LEVEL: 'silent',
};

export async function describeApi(): Promise<string> {
  const app = await createApp(loadSettings(DESCRIBING));
  try {
    return `${JSON.stringify(buildDocument(app), null, 2)}\n`;
  } finally {
    await app.close();
  }
}

const KEPT_AT = 'apps/api/openapi.json';

/** `--write` keeps the document with the sources; without it, it goes to stdout. */
async function main(): Promise<void> {
  const document = await describeApi();
  if (process.argv.includes('--write')) writeFileSync(KEPT_AT, document);
  else process.stdout.write(document);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
