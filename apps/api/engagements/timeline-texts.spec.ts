import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_OPERATIONS } from '@kado/activities/commands/command-effects';
import { OPERATIONS } from '@kado/auth/policy';
import { CLOCK_CODES } from '@kado/domain/clock-codes';
import { HUMAN_TASK_KINDS, kindSpec } from '@kado/domain/human-tasks';
import { LOT_STAGES, STAGES } from '@kado/domain/lifecycle';
import { CLIENT_SEES, TOLD_OPERATIONS, timelineText } from './timeline-texts';
import type { AuditFacts } from './timeline-words';
import { OUTCOME_WORDS, STAGE_WORDS } from './words';

const READS =
  /\.(list|get|mine|live|ready|token|timeline|waiting|check|sample|picture|handover|stream|stages|facets|deciders)$/;
/** Signing in belongs to no engagement, nor does reading notices; of many decisions each has its own entry. */
const ELSEWHERE = [
  'auth.token',
  'auth.startSession',
  'auth.endSession',
  'auth.fail',
  'notices.read',
  'notices.readAll',
  'humanTasks.completeMany',
];
const ROOT = join(__dirname, '..', '..', '..');

const facts = (change: Partial<AuditFacts>): AuditFacts => ({
  operation: '',
  before: null,
  after: null,
  kind: null,
  lotNo: null,
  subject: null,
  ...change,
});

/** Every `'area.verb'` that stands in the code of these folders: there it can only name an audited operation. */
function writtenIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => readFileSync(join(ROOT, folder, name), 'utf8').split('\n'))
    .filter((line) => !line.includes('@Operation('))
    .flatMap((line) => [
      ...line.matchAll(/operation[^'\n]*'([a-zA-Z]+\.[a-zA-Z]+)'(?:[^'\n]*'([a-zA-Z]+\.[a-zA-Z]+)')?/g),
    ])
    .flatMap(([, one, other]) => [one, other].filter((name) => name !== undefined) as string[]);
}

describe('the timeline in words', () => {
  const written = [
    ...new Set([
      ...OPERATIONS.filter((operation) => !READS.test(operation)),
      ...Object.values(COMMAND_OPERATIONS),
      ...writtenIn('activities'),
      ...writtenIn('apps/api'),
    ]),
  ].filter((operation) => !ELSEWHERE.includes(operation) && !READS.test(operation));

  it('has a sentence for every operation that the code writes', () => {
    expect(written.length).toBeGreaterThan(50);
    expect(written).toEqual(expect.arrayContaining(['engagements.stage', 'lots.rework', 'engagements.refuseCommand']));
    expect(written.filter((operation) => !TOLD_OPERATIONS.includes(operation))).toEqual([]);
  });

  it('tells the client of operations that exist', () => {
    expect(CLIENT_SEES.filter((operation) => !TOLD_OPERATIONS.includes(operation))).toEqual([]);
  });

  it('names every stage, kind and outcome in both languages', () => {
    expect([...STAGES, ...LOT_STAGES].filter((stage) => !STAGE_WORDS[stage])).toEqual([]);
    const kinds = Object.keys(HUMAN_TASK_KINDS) as (keyof typeof HUMAN_TASK_KINDS)[];
    const outcomes = kinds.flatMap((kind) => [...kindSpec(kind).outcomes, ...(kindSpec(kind).byClock ?? [])]);
    expect(outcomes.filter((outcome) => !OUTCOME_WORDS[outcome])).toEqual([]);
  });

  it('says what was decided, where', () => {
    const refused = facts({
      operation: 'humanTasks.complete',
      after: { outcome: 'refused' },
      kind: 'decide_lot',
      lotNo: 2,
    });
    expect(timelineText(refused)).toEqual({
      ja: 'ロット2: 「ロットの品質承認」: 差戻し',
      en: 'Lot 2: Approve or refuse the lot: refused',
    });
  });

  it('says which delivery, and that a clock decided', () => {
    const deemed = facts({
      operation: 'humanTasks.complete',
      after: { outcome: 'deemed', by: 'clock' },
      kind: 'accept_delivery',
      subject: { deliveryNo: 2 },
    });
    expect(timelineText(deemed)).toEqual({
      ja: '「検収（納品2）」: みなし検収（期限により自動）',
      en: 'Accept the delivery (Delivery 2): deemed accepted (by the clock)',
    });
  });

  it.each(CLOCK_CODES)('names the clock "%s", and who may decide too', (code) => {
    const struck = facts({
      operation: 'humanTasks.clock',
      after: { code, escalatedTo: 'director' },
      kind: 'inspect_lot',
    });
    const { ja, en } = timelineText(struck);
    expect(ja).toMatch(/^「ロットの抜取検査」の期限の知らせ: .+（ディレクターも判断できます）$/);
    expect(en).toMatch(/^Clock of Inspect the lot sample: .+ \(Director may decide too\)$/);
    expect(ja + en).not.toContain('undefined');
  });

  it('shows an operation nobody has words for by its code', () => {
    expect(timelineText(facts({ operation: 'x.y' })).ja).toBe('x.y');
  });
});
