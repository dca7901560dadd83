import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

jest.setTimeout(60_000);

const root = join(__dirname, '../../..');
/** Files that exist: typed rules need a place in a project, and get the seeded text instead of what stands there. */
const WORKFLOW = 'workflows/shared/clocks.ts';
const CONTRACT = 'libs/contracts/engagement.ts';
const DOMAIN = 'libs/domain/lifecycle.ts';
const CALENDAR = 'libs/domain/calendar.ts';
const ACTIVITY = 'activities/shared/failures.ts';
const SPEC = 'workflows/shared/clocks.int.spec.ts';

const SYNTAX = 'no-restricted-syntax';
const GLOBAL = 'no-restricted-globals';
const TYPED: unknown[] = ['no-floating-promises', 'no-misused-promises', 'await-thenable'].map(
  (name) => `@typescript-eslint/${name}`,
);
const SEEDED: [what: string, file: string, text: string, rule: string | undefined][] = [
  ['a promise nobody waits for', ACTIVITY, 'async function f() {}\nf();', '@typescript-eslint/no-floating-promises'],
  [
    'a promise as a condition',
    ACTIVITY,
    'async function f() { return true; }\nif (f()) f().catch(() => {});',
    '@typescript-eslint/no-misused-promises',
  ],
  [
    'awaiting what is no promise',
    ACTIVITY,
    'export const f = async () => await 5;',
    '@typescript-eslint/await-thenable',
  ],
  [
    'a class imported only as a type',
    WORKFLOW,
    "import { ApplicationFailure } from '@temporalio/workflow';\nexport type F = ApplicationFailure;",
    '@typescript-eslint/consistent-type-imports',
  ],
  ...['process', 'fetch', 'crypto', 'Buffer', 'Intl', 'performance', 'setImmediate', 'console', 'require'].map(
    (name): (typeof SEEDED)[number] => [`${name} in a workflow`, WORKFLOW, `export const f = () => ${name};`, GLOBAL],
  ),
  ['Temporal in a workflow', WORKFLOW, 'export const f = () => Temporal;', GLOBAL],
  ['process in a contract', CONTRACT, 'export const f = () => process.env;', GLOBAL],
  ['crypto in the domain', DOMAIN, 'export const f = () => crypto.randomUUID();', GLOBAL],
  ['a local-time getter', WORKFLOW, 'export const f = (at: Date) => at.getHours();', SYNTAX],
  ['a local-time setter', DOMAIN, 'export const f = (at: Date) => at.setMonth(3);', SYNTAX],
  ['text in the locale of the machine', DOMAIN, 'export const f = (n: number) => n.toLocaleString();', SYNTAX],
  ['a date from local parts', DOMAIN, 'export const f = () => new Date(2026, 3, 1);', SYNTAX],
  ['let at the top of a module', WORKFLOW, 'let n = 0;\nexport const f = () => n++;', SYNTAX],
  ['an exported let', WORKFLOW, 'export let n = 0;', SYNTAX],
  ['a map at the top of a module', WORKFLOW, 'export const seen = new Map<string, string>();', SYNTAX],
  ['a static field', WORKFLOW, 'export class A { static seen = 0; }', SYNTAX],
  ['a plain Error in a workflow', WORKFLOW, "export const f = () => { throw new Error('x'); };", SYNTAX],
  ['a TypeError in an activity', ACTIVITY, "export const f = () => { throw new TypeError('x'); };", SYNTAX],
  ['an async validator', WORKFLOW, 'export const o = { validator: async () => {} };', SYNTAX],
  ['export *', CONTRACT, "export * from './lot';", SYNTAX],
  ['a dynamic import', WORKFLOW, "export const f = () => import('./desk');", SYNTAX],
  ['the clock in the domain', DOMAIN, 'export const f = () => Date.now();', SYNTAX],
  ['the date of today in the domain', DOMAIN, 'export const f = () => new Date();', SYNTAX],
  ['chance in the domain', DOMAIN, 'export const f = () => Math.random();', SYNTAX],
  [
    'replayed time in a workflow',
    WORKFLOW,
    'export const f = () => [Date.now(), new Date(), Math.random()];',
    undefined,
  ],
  ['a constant table', DOMAIN, "export const T: ReadonlyMap<string, number> = new Map([['a', 1]]);", undefined],
  ['zones in the calendar', CALENDAR, "export const f = new Intl.DateTimeFormat('ja-JP');", undefined],
  ['process in an activity', ACTIVITY, 'export const f = () => process.pid;', undefined],
  ['an Error in a spec', SPEC, "export const f = () => { throw new Error('x'); };", undefined],
];

describe('ESLint, on seeded faults', () => {
  let broken: string[][];
  beforeAll(() => {
    const script = join(__dirname, 'lint-texts.mjs');
    const input = JSON.stringify(
      SEEDED.map(([, file, text, rule]) => ({ file: join(root, file), text, typed: TYPED.includes(rule) })),
    );
    broken = JSON.parse(execFileSync(process.execPath, [script], { cwd: root, input, encoding: 'utf8' })) as string[][];
  });

  it.each(SEEDED.map(([what, , , rule], i) => [what, rule ?? 'nothing', i] as const))('%s: %s', (_what, rule, i) => {
    const found = [...new Set(broken[i])];
    expect(found).toEqual(rule === 'nothing' ? [] : [rule]);
  });
});
