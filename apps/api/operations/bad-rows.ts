import type { BadRowsFile } from '@kado/contracts/schemas/operation';

/** Faulty rows are mended at once or not at all; they are a client's data and are not kept for longer. */
export const KEPT_HOURS = 24;

interface Kept {
  operationId: string;
  file: BadRowsFile['file'];
  rows: number;
  leftOut: number;
  expiresAt: Date;
}

export function badRowsFile({ operationId, expiresAt, ...kept }: Kept): BadRowsFile {
  const url = `/api/v1/operations/${operationId}/bad-rows?file=${kept.file}`;
  return { ...kept, url, expiresAt: expiresAt.toISOString() };
}
