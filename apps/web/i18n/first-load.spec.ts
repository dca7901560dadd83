import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { usesIn } from '../test/used-keys';

const WEB = join(__dirname, '..');

/** Files that the entry imports without `import()`, and what those import: they are all of the first load. */
function firstLoad(): Set<string> {
  const seen = new Set<string>();
  const open = [join(WEB, 'main.tsx')];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, isType, from] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)( type)? [^;]*?from '(\.[^']+)'/gms,
    )) {
      const base = join(dirname(file), from ?? '');
      const found = ['.ts', '.tsx'].map((end) => base + end).find((path) => existsSync(path));
      if (found && !isType) open.push(found);
    }
  }
  return new Set([...seen].map((file) => relative(WEB, file)));
}

describe('the first load', () => {
  const files = firstLoad();

  it('has the pages that everybody begins with, and none of the others', () => {
    for (const page of ['home/home-page', 'work/labelling-page', 'sign-in/sign-in-page'])
      expect(files).toContain(`screens/${page}.tsx`);
    expect(
      [...files].filter((file) => /^screens\/(plan|items|lots|team|reviews|requirements)\/.*-page/.test(file)),
    ).toEqual([]);
  });

  it.each(['ja', 'en'])('finds its words in the first catalogues of %s', (language) => {
    const text = readFileSync(join(__dirname, `${language}.ts`), 'utf8');
    const first = new Set([...text.matchAll(/\.\/\w\w\/(\w+)\.json/g)].map(([, namespace]) => namespace));
    expect(first.size).toBeGreaterThan(4);
    const missing = usesIn(WEB)
      .filter(({ at, namespace }) => files.has(at.replace(/:\d+.*$/, '')) && !first.has(namespace))
      .map(({ at, namespace }) => `${at} ${namespace}`);
    expect(missing).toEqual([]);
  });
});
