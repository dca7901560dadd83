import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { INNOCENT, SEEDED } from './seeded-dependencies';

jest.setTimeout(60_000);

const root = join(__dirname, '../../..');

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

describe('dependency rules, on a small tree with seeded faults', () => {
  let found: Map<string, Set<string>>;

  beforeAll(() => {
    const tree = mkdtempSync(join(tmpdir(), 'kado-dependencies-'));
    try {
      for (const name of ['package.json', 'tsconfig.json']) copyFileSync(join(root, name), join(tree, name));
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
      const files = [...Object.entries(INNOCENT), ...SEEDED.map(([, file, text]) => [file, text] as const)];
      for (const [file, text] of files) {
        mkdirSync(dirname(join(tree, file)), { recursive: true });
        writeFileSync(join(tree, file), `${text}\n`);
      }
      found = cruise(tree);
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  });

  it.each(SEEDED.map(([what, file, , rules]) => [what, rules, file] as const))('%s: %j', (_what, rules, file) => {
    expect([...(found.get(file) ?? [])].sort()).toEqual([...rules].sort());
  });

  it('has nothing against the innocent', () => {
    expect(Object.keys(INNOCENT).filter((file) => found.has(file))).toEqual([]);
  });

  it('has a seeded fault for every rule', () => {
    const config = require(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };
    const seeded = new Set(SEEDED.flatMap(([, , , rules]) => rules));
    expect(config.forbidden.map((r) => r.name).filter((name) => !seeded.has(name))).toEqual([]);
  });
});

function cruise(tree: string): Map<string, Set<string>> {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const run = spawnSync(process.execPath, [...args, 'apps', 'workflows', 'activities', 'libs'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${run.stderr}`);
  const byFile = new Map<string, Set<string>>();
  for (const { from, rule } of (JSON.parse(run.stdout) as Report).summary.violations) {
    byFile.set(from, (byFile.get(from) ?? new Set()).add(rule.name));
  }
  return byFile;
}
