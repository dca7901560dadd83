import { api, ask } from '../../api/client';
import type { Of } from '../../api/types';
import type { FilePart } from './import-limits';

export type Encoding = 'auto' | 'utf-8' | 'cp932';
export type Files = Partial<Record<FilePart, File>>;

export interface ImportChoice {
  purpose: 'pilot' | 'production';
  passes: number;
  encoding: Encoding;
}

/** What is wanted, for the Idempotency-Key: a file has no other name than these. */
export const intentOf = (choice: ImportChoice, files: Files) => ({
  ...choice,
  files: Object.entries(files).map(([part, file]) => [part, file.name, file.size, file.lastModified]),
});

function formOf({ purpose, passes, encoding }: ImportChoice, files: Files): FormData {
  const form = new FormData();
  form.set('purpose', purpose);
  form.set('encoding', encoding);
  if (purpose === 'pilot') form.set('passes', String(passes));
  for (const [part, file] of Object.entries(files)) form.set(part, file, file.name);
  return form;
}

const send = (engagementKey: string, choice: ImportChoice, files: Files, key: string, dryRun: boolean) =>
  ask(
    api.POST('/api/v1/engagements/{id}/imports', {
      params: {
        path: { id: engagementKey },
        query: { dryRun: dryRun ? 'true' : 'false' },
        header: { 'Idempotency-Key': key, ...(!dryRun && { Prefer: 'respond-async' }) },
      },
      body: {} as never,
      bodySerializer: () => formOf(choice, files),
    }),
  );

export const tryImport = (engagementKey: string, choice: ImportChoice, files: Files, key: string) =>
  send(engagementKey, choice, files, key, true) as Promise<Of<'ImportResult'>>;

export const startImport = (engagementKey: string, choice: ImportChoice, files: Files, key: string) =>
  send(engagementKey, choice, files, key, false) as Promise<Of<'Operation'>>;

/** My newest import of this engagement: running still, or how it ended; found again after a reload. */
export async function newestImport(engagementKey: string): Promise<Of<'Operation'> | null> {
  const { items } = await ask(api.GET('/api/v1/operations', { params: { query: { limit: 50 } } }));
  return items.find((one) => one.kind === 'imports.create' && one.engagement?.key === engagementKey) ?? null;
}
