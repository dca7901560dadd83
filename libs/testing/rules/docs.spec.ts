import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { forwardStages, STAGES } from '@kado/domain/lifecycle';
import { BLOCKS, redraw } from '../../../apps/cli/docs/blocks';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);

describe('what is drawn from the code', () => {
  it.each(PAGES)('stands in %s as the code says it', (path) => {
    expect(read(path)).toBe(redraw(read(path)));
  });

  it('is all drawn somewhere, and changes when a page is out of date', () => {
    const text = PAGES.map(read).join('\n');
    for (const name of Object.keys(BLOCKS)) expect(text).toContain(`<!-- drawn: ${name} -->`);
    const page = read('docs/engagement.md');
    expect(redraw(page.replace('`qualify_inquiry`', '`qualify`'))).toBe(page);
  });

  it('draws every move of the story and no other', () => {
    const drawn = [...(BLOCKS.stages?.() ?? '').matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(
      ([, from, to]) => `${from} ${to}`,
    );
    expect(drawn).toEqual(STAGES.flatMap((from) => forwardStages(from).map((to) => `${from} ${to}`)));
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
