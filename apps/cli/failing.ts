import { appendFileSync } from 'node:fs';
import { SettingsError } from '@kado/config/settings';
import { StackFault } from '@kado/devstack/fault';

const SYSTEM: Readonly<Record<string, string>> = {
  EACCES: 'No permission to use',
  EPERM: 'No permission to use',
  EROFS: 'A read-only file system holds',
  ENOSPC: 'No space left on the disk of',
};

/** One sentence for the person at the keyboard; what only an engineer can use goes into the log. */
export function sentenceFor(error: unknown, log?: string): string {
  if (error instanceof StackFault || error instanceof SettingsError) return error.message;
  const { code, path, message, stack } = error as NodeJS.ErrnoException;
  const system = code === undefined ? undefined : SYSTEM[code];
  if (system !== undefined)
    return `${system} ${path ?? 'a file of KADO'}: put that right (owner, mode, space) and start again.`;
  if (log !== undefined) {
    try {
      appendFileSync(log, `${new Date().toISOString()} ${stack ?? String(error)}\n`);
    } catch {
      // Without a log there is still the sentence.
    }
  }
  return `KADO stopped by a fault: ${message ?? String(error)}${log === undefined ? '' : ` (more in ${log})`}`;
}
