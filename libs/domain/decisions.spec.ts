import fc from 'fast-check';
import {
  DECISION_REJECTIONS,
  type DecidingPerson,
  type DecisionRejection,
  type OpenWait,
  refuseByPerson,
  refuseByShape,
} from './decisions';
import { HUMAN_TASK_KINDS, type HumanTaskKind, kindSpec } from './human-tasks';
import { ROLES } from './roles';

const KINDS = Object.keys(HUMAN_TASK_KINDS) as HumanTaskKind[];
const OUTCOMES = [...new Set(KINDS.flatMap((kind) => kindSpec(kind).outcomes))];

interface Case {
  wait: OpenWait;
  person: DecidingPerson;
  outcome: string;
  hasReason: boolean;
}

const people = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const cases: fc.Arbitrary<Case> = fc.constantFrom(...KINDS).chain((kind) =>
  fc.record({
    wait: fc.record({
      kind: fc.constant(kind),
      role: fc.constant(kindSpec(kind).role),
      excluding: fc.uniqueArray(people, { maxLength: 2 }),
      decided: fc.boolean(),
    }),
    person: fc.record({
      personId: people,
      rolesInScope: fc.oneof(fc.subarray([...ROLES]), fc.constant([kindSpec(kind).role])),
      inScope: fc.boolean(),
    }),
    outcome: fc.oneof(fc.constantFrom(...kindSpec(kind).outcomes), fc.constantFrom(...OUTCOMES), fc.string()),
    hasReason: fc.boolean(),
  }),
);

/** Both judgements in the order in which every door asks for them. */
const judge = ({ wait, person, outcome, hasReason }: Case): DecisionRejection | undefined =>
  refuseByShape(wait, outcome) ?? refuseByPerson(wait, person, outcome, hasReason);

const director: Case = {
  wait: { kind: 'decide_lot', role: 'director', excluding: ['inspector'], decided: false },
  person: { personId: 'd', rolesInScope: ['director'], inScope: true },
  outcome: 'refused',
  hasReason: true,
};

describe('a decision', () => {
  it.each<[string, Case, DecisionRejection | undefined]>([
    ['of the right person in time', director, undefined],
    ['that comes second', { ...director, wait: { ...director.wait, decided: true } }, 'decision_already_made'],
    ['with an outcome of another kind', { ...director, outcome: 'signed' }, 'outcome_not_allowed'],
    ['named like a property of every object', { ...director, outcome: 'constructor' }, 'outcome_not_allowed'],
    ['from elsewhere', { ...director, person: { ...director.person, inScope: false } }, 'out_of_scope'],
    ['of a leader', { ...director, person: { ...director.person, rolesInScope: ['leader'] } }, 'role_not_allowed'],
    ['of who inspected', { ...director, person: { ...director.person, personId: 'inspector' } }, 'four_eyes'],
    ['that refuses without a word', { ...director, hasReason: false }, 'reason_required'],
    ['that approves without a word', { ...director, outcome: 'approved', hasReason: false }, undefined],
  ])('%s', (_, subject, expected) => {
    expect(judge(subject)).toBe(expected);
  });

  it('on nothing is refused', () => {
    fc.assert(fc.property(fc.string(), (outcome) => refuseByShape(undefined, outcome) === 'unknown_task'));
  });

  it('is never taken from somebody excluded, whatever roles they hold', () => {
    fc.assert(
      fc.property(cases, (subject) => {
        const excluded = {
          ...subject,
          wait: { ...subject.wait, excluding: [...subject.wait.excluding, subject.person.personId] },
        };
        expect(judge(excluded)).toBeDefined();
        expect(refuseByPerson(excluded.wait, excluded.person, excluded.outcome, true)).toBeDefined();
      }),
    );
  });

  it('is never taken twice, nor with an outcome that its kind does not know', () => {
    fc.assert(
      fc.property(cases, (subject) => {
        expect(judge({ ...subject, wait: { ...subject.wait, decided: true } })).toBe('decision_already_made');
        const known = kindSpec(subject.wait.kind).outcomes.includes(subject.outcome);
        if (!known) expect(judge(subject)).toBeDefined();
      }),
    );
  });

  it('that sends work back is never taken without a reason', () => {
    fc.assert(
      fc.property(cases, (subject) => {
        const owed = kindSpec(subject.wait.kind).reasonFor?.includes(subject.outcome) ?? false;
        if (owed) expect(judge({ ...subject, hasReason: false })).toBeDefined();
      }),
    );
  });

  it('is taken exactly where nothing speaks against it, and refused by a code that every door knows', () => {
    fc.assert(
      fc.property(cases, (subject) => {
        const { wait, person, outcome, hasReason } = subject;
        const spec = kindSpec(wait.kind);
        const fine =
          !wait.decided &&
          spec.outcomes.includes(outcome) &&
          person.inScope &&
          person.rolesInScope.includes(wait.role) &&
          !wait.excluding.includes(person.personId) &&
          (hasReason || !spec.reasonFor?.includes(outcome));
        const refusal = judge(subject);
        expect(refusal === undefined).toBe(fine);
        if (refusal) expect(DECISION_REJECTIONS).toContain(refusal);
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be taken on every kind with every outcome', () => {
    for (const kind of KINDS) {
      const { role, outcomes } = kindSpec(kind);
      const person: DecidingPerson = { personId: 'p', rolesInScope: [role], inScope: true };
      const wait: OpenWait = { kind, role, excluding: ['other'], decided: false };
      for (const outcome of outcomes) expect(judge({ wait, person, outcome, hasReason: true })).toBeUndefined();
    }
  });
});
