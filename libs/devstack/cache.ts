import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StackFault } from './fault';

/** One cache for every clone of the same user, so that only the first start fetches anything. */
export function cacheFolder(env: NodeJS.ProcessEnv, projectCache: string): string {
  const home = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  for (const folder of [join(home, 'kado'), resolve(projectCache)]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // The other may do.
    }
  }
  throw new StackFault(
    `No permission to write into ${home} or ${projectCache}: set XDG_CACHE_HOME to a folder you may write to.`,
  );
}

/** What a failed program said, in one line. */
export function firstLine(error: unknown): string {
  const text = String((error as { stderr?: unknown }).stderr || (error as Error).message || error);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? 'no reason given').trim().slice(0, 160);
}
