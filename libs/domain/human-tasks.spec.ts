import { EVIDENCE_KINDS, PERSONAL_EVIDENCE } from './human-task-spec';
import { CLOSING_KINDS, HUMAN_TASK_KINDS, type HumanTaskKind, isHumanTaskKind, kindSpec } from './human-tasks';
import { isFinal, LOT_STAGES, STAGES } from './lifecycle';
import { ROLES } from './roles';

const KINDS = Object.keys(HUMAN_TASK_KINDS) as HumanTaskKind[];

describe.each(KINDS)('%s', (kind) => {
  const spec = kindSpec(kind);

  it('is open in a stage that exists and is not an end', () => {
    expect([...STAGES.filter((stage) => !isFinal(stage)), ...LOT_STAGES, 'any']).toContain(spec.stage);
    expect(spec.stage).not.toBe('released');
  });

  it('is decided by a role that exists, by an outcome out of several different ones or the only one', () => {
    expect(ROLES).toContain(spec.role);
    expect(spec.outcomes.length).toBeGreaterThan(0);
    expect(new Set(spec.outcomes).size).toBe(spec.outcomes.length);
    for (const outcome of spec.outcomes) expect(outcome).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it('demands a reason for each outcome that sends work back or turns it down, and for no outcome it does not have', () => {
    const owed = ['declined', 'refused', 'returned', 'rejected', 'rework', 'answered', 'dropped', 'skipped'];
    expect([...(spec.reasonFor ?? [])].sort()).toEqual(
      spec.outcomes.filter((outcome) => owed.includes(outcome)).sort(),
    );
  });

  it('gives to clocks and repairs only outcomes that are clear', () => {
    for (const outcome of spec.byClock ?? []) expect(spec.outcomes).not.toContain(outcome);
    if (spec.skippedAs !== undefined) expect(spec.outcomes).toContain(spec.skippedAs);
    // What people are owed is never skipped.
    if (kind === 'approve_time' || kind === 'schedule_pay') expect(spec.skippedAs).toBeUndefined();
  });

  it('has whole business days, and waits for the client exactly where the client decides', () => {
    expect(Number.isInteger(spec.dueBusinessDays) && spec.dueBusinessDays >= 1).toBe(true);
    expect(spec.waitsFor === 'client').toBe(spec.role === 'client');
  });

  it('is said in Japanese and in English', () => {
    expect(spec.ja).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u);
    expect(spec.en).toMatch(/^[A-Z][ -~]+$/);
  });
});

describe('the kinds together', () => {
  it('have names of their own', () => {
    expect(new Set(KINDS.map((kind) => kindSpec(kind).ja)).size).toBe(KINDS.length);
    expect(new Set(KINDS.map((kind) => kindSpec(kind).en)).size).toBe(KINDS.length);
  });

  it('leave no stage of an engagement without somebody to decide', () => {
    const served = new Set<string>(KINDS.map((kind) => kindSpec(kind).stage));
    for (const stage of STAGES) expect(served.has(stage)).toBe(!isFinal(stage) && stage !== 'on_hold');
  });

  it('ask for each kind of evidence once', () => {
    const asked = KINDS.flatMap((kind) => kindSpec(kind).evidence ?? []);
    // the terms notice twice: at first, and after a change
    expect([...new Set(asked)].sort()).toEqual([...EVIDENCE_KINDS].sort());
    expect(asked.length).toBe(EVIDENCE_KINDS.length + 1);
    for (const personal of PERSONAL_EVIDENCE) expect(EVIDENCE_KINDS).toContain(personal);
  });

  it('close an engagement by all of its checklist, each with evidence on file', () => {
    expect([...CLOSING_KINDS].sort()).toEqual(KINDS.filter((kind) => kindSpec(kind).stage === 'closing').sort());
    for (const kind of CLOSING_KINDS) expect(kindSpec(kind).evidence).toBeDefined();
  });

  it('are told from what is none', () => {
    for (const kind of KINDS) expect(isHumanTaskKind(kind)).toBe(true);
    for (const other of ['', 'toString', '__proto__', 'constructor', 'decide_lot ', 'released']) {
      expect(isHumanTaskKind(other)).toBe(false);
    }
  });
});
