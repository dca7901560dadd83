import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlace, postgresUser, reachable } from './postgres-binaries';
import { guardDirectory } from './reaper';

export interface ThrowAwayHome {
  readonly dir: string;
  remove(): void;
}

/** A directory for one run, gone with the process however that ends, and open enough for PostgreSQL to hold its data in it. */
export function throwAwayHome(prefix: string): ThrowAwayHome {
  const base = postgresUser() !== undefined && !reachable(tmpdir()) ? openPlace() : tmpdir();
  const dir = mkdtempSync(join(base, prefix));
  guardDirectory(dir);
  // User `postgres` may pass through it, not look into it.
  if (postgresUser() !== undefined) chmodSync(dir, 0o711);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
