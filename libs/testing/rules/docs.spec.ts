import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HumanTaskKindSpec } from '@kado/domain/human-task-spec';
import { HUMAN_TASK_KINDS } from '@kado/domain/human-tasks';
import { nextStages, STAGES } from '@kado/domain/lifecycle';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);

describe('docs/engagement.md', () => {
  const page = read('docs/engagement.md');

  it('lists every human task as the domain has it', () => {
    const rows = [...page.matchAll(/^\| (\w+) \| `(\w+)` (\S+) \| (\w+) \| ([^|]+) \| (\d+) \|$/gm)].map(
      ([, stage, kind, ja, role, outcomes, days]) => [stage, kind, ja, role, outcomes?.trim(), Number(days)],
    );
    const kinds = Object.entries<HumanTaskKindSpec>(HUMAN_TASK_KINDS).map(([kind, spec]) => [
      spec.stage,
      kind,
      spec.ja,
      spec.role,
      spec.outcomes.map((outcome) => (spec.reasonFor?.includes(outcome) ? `${outcome}*` : outcome)).join(', '),
      spec.dueBusinessDays,
    ]);
    expect(rows).toEqual(kinds);
  });

  it('draws every move between stages and no other', () => {
    const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+):/gm)]
      .map(([, from, to]) => `${from} ${to}`)
      .filter((move) => STAGES.some((stage) => move.startsWith(`${stage} `)) && new Set(move.split(' ')).size === 2);
    const lotMoves = ['production quality', 'quality production', 'quality released'];
    const moves = STAGES.flatMap((from) => nextStages(from).map((to) => `${from} ${to}`));
    expect(new Set(drawn)).toEqual(new Set([...moves, ...lotMoves]));
  });
});

describe('README.md, commands and settings', () => {
  it('explains every setting', () => {
    const settings = [...read('libs/config/settings.ts').matchAll(/^ {4}([A-Z_]+):/gm)].map(
      ([, name]) => `\`${name}\``,
    );
    expect(settings.length).toBeGreaterThan(5);
    expect(settings.filter((name) => !read('README.md').includes(name))).toEqual([]);
  });

  it('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((path) => [...read(path).matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? ''));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const programs = Object.values(scripts).flatMap((script) => script.match(/apps\/cli\/\w+\.mjs/) ?? []);
    expect(programs.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe.each(PAGES)('%s', (path) => {
  it('names only files that exist', () => {
    const text = read(path).replaceAll(/```[\s\S]*?```/g, '');
    const inCode = [...text.matchAll(/`((?:apps|libs|workflows|activities|docs|docker)\/[\w./-]+)`/g)].map(
      ([, p]) => p,
    );
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, p]) => join(dirname(path), p ?? ''));
    expect([...inCode, ...links].filter((p) => !existsSync(join(root, p ?? '')))).toEqual([]);
  });
});
