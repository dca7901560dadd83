import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

jest.setTimeout(600_000);

const ROOT = join(__dirname, '..', '..');

interface DemoResult {
  engagement: string;
  stage: string;
  items: number;
  accepted: number;
  returned: number;
  accuracy: { estimate: number; low: number; high: number };
  deliverable: string;
  events: number;
  humanDecisions: number;
  seconds: number;
}

const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

/** The whole story over HTTP, as a newcomer runs it: own store, own servers, people as another process. */
describe('npm run demo -- --json', () => {
  let code: number | null;
  let stdout = '';
  let stderr = '';
  let result: DemoResult;

  beforeAll(async () => {
    const child = spawn(process.execPath, [join(ROOT, 'apps', 'cli', 'demo.mjs'), '--json'], { cwd: ROOT });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new TypeError(`the demo ended with ${code}: ${stderr.slice(-3000)}`);
    result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoResult;
  });

  it('drives one engagement to closed, all its items accepted', () => {
    expect(result).toMatchObject({ stage: 'closed', items: 1797, accepted: 1797 });
    expect(result.engagement).toMatch(/^KADO-\d{4}-\d{4}$/);
    expect(result.returned).toBeGreaterThan(0);
    expect(result.humanDecisions).toBeGreaterThan(30);
    expect(result.events).toBeGreaterThan(0);
    expect(result.events).toBeLessThan(2000);
  });

  it('says how good the work is, no better and no worse than the known answers show', () => {
    const { estimate, low, high } = result.accuracy;
    expect(0 < low && low <= estimate && estimate <= high && high <= 1).toBe(true);
    expect(estimate).toBeGreaterThan(0.95);
  });

  it('delivers a row for every item of the order, and what is known to be right as it is', () => {
    const [heading, ...rows] = rowsOf(result.deliverable);
    expect(heading).toEqual(['external_id', 'label']);
    const data = join(ROOT, 'apps', 'demo', 'data', 'digits');
    const [, ...ordered] = rowsOf(join(data, 'manifest.csv'));
    expect(rows.map(([id]) => id)).toEqual(ordered.map(([id]) => id));
    expect(rows.every(([, label]) => /^\d$/.test(label ?? ''))).toBe(true);
    const delivered = new Map(rows.map(([id, label]) => [id, label]));
    const [, ...truth] = rowsOf(join(data, 'truth.csv'));
    expect(truth.filter(([id, label]) => delivered.get(id) !== label)).toEqual([]);
  });
});
