import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS } from './screens.cjs';

const FOLDER = join(__dirname, '../screens');
const PARENTS: Record<string, string> = { appRoute: '', rootRoute: '', engagementRoute: '/engagements/$key' };

/** Addresses of the router, from its files: a parent and a path in each createRoute. */
function routes(): string[] {
  return readdirSync(FOLDER).flatMap((capability) =>
    readdirSync(join(FOLDER, capability))
      .filter((name) => /^routes?\.tsx?$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(FOLDER, capability, name), 'utf8');
        return [...text.matchAll(/getParentRoute: \(\) => (\w+),\s*path: '([^']+)'/g)].map(([, parent, path]) => {
          const under = PARENTS[parent ?? ''];
          if (under === undefined) throw new TypeError(`${capability}/${name}: unknown parent ${parent}`);
          return `${under}${path}`;
        });
      }),
  );
}

/** `/engagements/$key/` and `/engagements/$key` are one page; `$lotNo` and `1` one place in an address. */
const shape = (path: string) =>
  path
    .replace(/\?.*$/, '')
    .replace(/(.)\/$/, '$1')
    .replace(/\$\w+|(?<=\/)\d+(?=\/|$)/g, '$');

describe('the list of screens', () => {
  it('has every page of the router, so that each is looked at and checked', () => {
    const listed = new Set(SCREENS.map(({ path }) => shape(path)));
    const missing = [...new Set(routes().map(shape))].filter((path) => !listed.has(path));
    expect(routes().length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('names each screen once', () => {
    expect(new Set(SCREENS.map(({ name }) => name)).size).toBe(SCREENS.length);
  });
});
