import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The holiday table changes under running histories, so the calendar and what counts by it stay outside workflows. */
const OUTSIDE_WORKFLOWS = ['calendar.ts', 'change-impact.ts', 'clocks.ts', 'stage-plan.ts'];

const sources = readdirSync(__dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => ({ name, text: readFileSync(join(__dirname, name), 'utf8') }));

describe.each(sources.filter(({ name }) => !OUTSIDE_WORKFLOWS.includes(name)))('$name', ({ text }) => {
  const imports = [...text.matchAll(/\bfrom '([^']+)'|\b(?:import|require)\(\s*'([^']+)'/g)].map(
    (match) => match[1] ?? match[2],
  );

  it('imports its neighbours only, and never the calendar', () => {
    for (const path of imports) expect(path).toMatch(/^\.\/(?!calendar$)[a-z-]+$/);
  });

  it('has no clock, no chance and no process', () => {
    expect(text).not.toMatch(/\bDate\b|Math\.random|\bperformance\b|\bprocess\b|\bsetTimeout\b|\bfetch\(|\bcrypto\b/);
  });
});

it('the calendar reads no clock either', () => {
  const calendar = sources.find(({ name }) => name === 'calendar.ts')?.text ?? '';
  expect(calendar).toContain('holidayJp');
  expect(calendar).not.toMatch(/Date\.now|new Date\(\)|Math\.random|getHours|getDay\(|getTimezoneOffset/);
});
