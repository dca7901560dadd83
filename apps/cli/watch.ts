import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

export interface WatchOptions {
  readonly root: string;
  readonly say: (sentence: string) => void;
  readonly restart: () => Promise<void>;
}

const AREAS = ['apps', 'libs', 'activities', 'workflows'];
/** Editors write a file in several steps. */
const SETTLE_MS = 250;

/** Builds anew when a source has changed and restarts API and worker; a build that fails leaves the old ones running. */
export function watchSources({ root, say, restart }: WatchOptions): void {
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;

  const rebuild = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const since = Date.now();
    const result = await build(root);
    if (result.code !== 0) say(`The build did not succeed; API and worker stay as they are:\n${result.words}`);
    else if (result.words !== '') {
      await restart();
      say(`Reloaded after ${((Date.now() - since) / 1000).toFixed(1)} s`);
    }
    busy = false;
    if (again) {
      again = false;
      await rebuild();
    }
  };

  for (const area of AREAS) {
    watch(join(root, area), { recursive: true }, (_, file) => {
      if (file === null || file.endsWith('.spec.ts') || !/\.(tsx?|json|csv|cjs|css)$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void rebuild(), SETTLE_MS);
    });
  }
  say('Watching apps, libs, activities and workflows for changes.');
}

/** The build says nothing when nothing has changed. */
function build(root: string): Promise<{ code: number; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'apps', 'cli', 'build.mjs')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    child.on('error', (error) => resolve({ code: 1, words: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, words: words.trim() }));
  });
}
