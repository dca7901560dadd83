import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where the build puts the console. Looked for from the package's root, because this file runs from the sources as well as
 * from dist/, which mirrors them one level deeper.
 */
export function builtConsoleFolder(from = __dirname): string {
  return join(packageRoot(from), 'dist', 'web');
}

function packageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new TypeError(`no package.json above ${from}`);
  }
}
