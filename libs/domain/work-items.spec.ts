import fc from 'fast-check';
import {
  canMoveItem,
  DEFAULT_LEASE_MINUTES,
  ITEM_STATES,
  type ItemState,
  leaseMinutes,
  MAX_RETURNS,
} from './work-items';

const movesFrom = (from: ItemState): ItemState[] => ITEM_STATES.filter((to) => canMoveItem(from, to));

function reachable(from: ItemState): Set<ItemState> {
  const seen = new Set<ItemState>([from]);
  for (const state of seen) for (const next of movesFrom(state)) seen.add(next);
  return seen;
}

const walks = fc.array(fc.nat(), { maxLength: 60 }).map((picks) => {
  const walk: ItemState[] = ['draft'];
  for (const pick of picks) {
    const moves = movesFrom(walk.at(-1) as ItemState);
    if (moves.length > 0) walk.push(moves[pick % moves.length] as ItemState);
  }
  return walk;
});
/** Each step of a walk with what came before it. */
const steps = (walk: ItemState[]) =>
  walk.slice(1).map((to, i) => ({ from: walk[i] as ItemState, to, past: walk.slice(0, i + 1) }));

describe('a work item', () => {
  it('reaches every state from draft, and from every state an end', () => {
    expect([...reachable('draft')].sort()).toEqual([...ITEM_STATES].sort());
    const ends = ITEM_STATES.filter((state) => movesFrom(state).length === 0);
    expect(ends.sort()).toEqual(['client_accepted', 'void']);
    for (const state of ITEM_STATES) expect(ends.some((end) => reachable(state).has(end))).toBe(true);
  });

  it('can be voided with a reason as long as the client has not accepted it', () => {
    for (const state of ITEM_STATES)
      expect(canMoveItem(state, 'void')).toBe(state !== 'client_accepted' && state !== 'void');
  });

  it('stays in the table on every walk', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { from, to } of steps(walk)) {
          expect(ITEM_STATES).toContain(to);
          expect(canMoveItem(from, to)).toBe(true);
        }
      }),
    );
  });

  it('is accepted only after somebody held it and submitted an answer', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { to, past } of steps(walk)) {
          if (to === 'accepted') expect(past).toContain('submitted');
          if (to === 'submitted') expect(past.at(-1)).toBe('reserved');
          if (to === 'delivered') expect(past.at(-1)).toBe('accepted');
        }
      }),
    );
  });

  it('never goes back to be taken once it was accepted: only a look or a new version', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { from, to } of steps(walk)) {
          if (from === 'accepted') expect(['in_review', 'accepted', 'delivered', 'void']).toContain(to);
          if (from === 'delivered') expect(['client_accepted', 'void']).toContain(to);
        }
      }),
    );
  });

  it('is free to take when released, given back or asked for again, never straight from a submit', () => {
    expect(ITEM_STATES.filter((from) => canMoveItem(from, 'ready')).sort()).toEqual([
      'draft',
      'reserved',
      'returned',
      'skipped',
    ]);
    expect(movesFrom('submitted').sort()).toEqual(['accepted', 'in_review', 'void']);
  });

  it('is returned by a reviewer only, and goes from there to a person, or to anybody when its author is gone', () => {
    expect(ITEM_STATES.filter((from) => canMoveItem(from, 'returned')).sort()).toEqual(['in_review', 'reserved']);
    expect(movesFrom('returned').sort()).toEqual(['ready', 'reserved', 'void']);
    expect(ITEM_STATES.filter((from) => canMoveItem(from, 'adjudication'))).toEqual(['in_review']);
    expect(MAX_RETURNS).toBe(2);
  });
});

describe('leaseMinutes', () => {
  it('is three times the measured p80, in whole minutes, at least one; 30 while nothing is measured', () => {
    expect(leaseMinutes(null)).toBe(DEFAULT_LEASE_MINUTES);
    expect(DEFAULT_LEASE_MINUTES).toBe(30);
    expect([0, 1, 20, 20.01, 600].map(leaseMinutes)).toEqual([1, 1, 1, 2, 30]);
  });

  it('always covers three times the p80, by less than a minute more, and grows with it', () => {
    const seconds = fc.double({ min: 0, max: 86_400, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        const minutes = leaseMinutes(a);
        expect(Number.isInteger(minutes) && minutes >= 1).toBe(true);
        expect(minutes).toBeGreaterThanOrEqual((3 * a) / 60);
        if (minutes > 1) expect(minutes - 1).toBeLessThan((3 * a) / 60);
        expect(leaseMinutes(Math.min(a, b))).toBeLessThanOrEqual(leaseMinutes(Math.max(a, b)));
      }),
    );
  });
});
