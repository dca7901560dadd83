import { ProblemError } from '../../api/problem';
import { ReviewDesk } from './desk';
import type { DeskIo } from './desk-io';
import { type Given, keep, openItems, type ReviewItem, restore, type Session } from './session';

const MINUTE = 60_000;

/** An API of one leader: items free or leased, verdicts judged as the real one does. */
function world(count: number, start = 1_000_000) {
  const clock = { now: start };
  const free = Array.from({ length: count }, (_, i) => item(`item-${i}`));
  const held = new Map<string, ReviewItem>();
  const decided: Given[] = [];
  const asked = { batches: [] as string[][], again: [] as string[][], released: [] as string[] };
  const faults: unknown[] = [];
  const kept: { session?: Session } = {};
  const lease = (one: ReviewItem) => {
    const leased = { ...one, leaseUntil: new Date(clock.now + 10 * MINUTE).toISOString() };
    held.set(one.id, leased);
    return leased;
  };
  const fail = () => {
    const fault = faults.shift();
    if (fault) throw fault;
  };
  const io: DeskIo = {
    now: () => clock.now,
    take: async (limit) => {
      fail();
      return free.splice(0, limit).map(lease);
    },
    takeAgain: async (ids) => {
      fail();
      asked.again.push(ids);
      return ids.flatMap((id) => {
        const one = held.get(id);
        return one ? [lease(one)] : [];
      });
    },
    decide: async (items) => {
      fail();
      asked.batches.push(items.map(({ id }) => id));
      return items.map(({ id, fence }, i) => {
        if (held.get(id)?.fence !== fence) return { id, problem: 'stale_lease' };
        decided.push(items[i] as Given);
        held.delete(id);
        return { id, state: 'accepted' as const };
      });
    },
    release: async ({ id }) => {
      asked.released.push(id);
    },
    keep: (session) => {
      kept.session = session;
    },
  };
  return { clock, held, free, decided, asked, faults, kept, io, desk: new ReviewDesk(io) };
}

function item(id: string): ReviewItem {
  return {
    id,
    externalId: id,
    imageUrl: null,
    answer: '4',
    fence: 1,
    leaseUntil: '',
    returns: 0,
    returnCode: null,
    secondLook: false,
  };
}

const opened = async (count: number) => {
  const w = world(count);
  w.desk.open();
  await w.desk.tick();
  return w;
};
const accept = ({ desk, clock }: ReturnType<typeof world>) => {
  const id = desk.read().session.current as string;
  desk.say({ type: 'judged', verdict: { id, verdict: 'accept' }, now: clock.now });
  return id;
};

describe('a leader’s desk', () => {
  it('takes the next batch before the first has run out', async () => {
    const w = await opened(60);
    expect(openItems(w.desk.read().session)).toHaveLength(20);
    for (let i = 0; i < 11; i++) accept(w);
    await w.desk.tick();
    expect(openItems(w.desk.read().session)).toHaveLength(29);
  });

  it('lets a verdict be taken back until it is ripe, and sends ripe ones together', async () => {
    const w = await opened(20);
    const first = accept(w);
    accept(w);
    w.desk.say({ type: 'undone' });
    await w.desk.tick();
    expect(w.asked.batches).toEqual([]);
    w.clock.now += 16_000;
    const young = accept(w);
    await w.desk.tick();
    expect(w.asked.batches).toEqual([[first]]);
    w.desk.send();
    await w.desk.tick();
    expect(w.asked.batches).toEqual([[first], [young]]);
    expect(w.desk.read().session.tally.accept).toBe(2);
  });

  it('sends the same batch under the same key until an answer comes', async () => {
    const w = await opened(20);
    const keys: string[] = [];
    const decide = w.io.decide;
    w.io.decide = (items, key) => {
      keys.push(key);
      return decide(items, key);
    };
    accept(w);
    w.faults.push(new ProblemError(503, { code: 'engine_unavailable', title: '', status: 503, traceId: '' }));
    w.desk.send();
    await w.desk.tick();
    expect(w.desk.read().fault).not.toBeNull();
    accept(w);
    w.clock.now += 5_000;
    await w.desk.tick();
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
    expect(w.desk.read().fault).toBeNull();
    expect(w.decided).toHaveLength(1);
  });

  it('renews leases while the leader is there, and lets them run out otherwise', async () => {
    const w = await opened(20);
    w.clock.now += 9.5 * MINUTE;
    await w.desk.tick();
    expect(w.asked.again).toEqual([]);
    w.desk.seen();
    await w.desk.tick();
    expect(w.asked.again).toEqual([w.desk.read().session.items.map(({ id }) => id)]);
  });

  it('takes again what was leased anew elsewhere, and gives the same verdict once more', async () => {
    const w = await opened(20);
    const [stale, gone] = [accept(w), accept(w)];
    w.held.set(stale, { ...item(stale), fence: 7 });
    w.held.delete(gone);
    w.desk.send();
    for (let i = 0; i < 3; i++) await w.desk.tick();
    w.desk.send();
    await w.desk.tick();
    expect(w.decided.map(({ id, fence }) => [id, fence])).toEqual([[stale, 7]]);
    expect(w.desk.read().session).toMatchObject({ lost: 1, tally: { accept: 1 } });
  });

  it('asks anew where the answer has changed since it was judged', async () => {
    const w = await opened(20);
    const id = accept(w);
    w.held.set(id, { ...item(id), fence: 2, answer: '9' });
    w.desk.send();
    for (let i = 0; i < 3; i++) await w.desk.tick();
    expect(w.decided).toEqual([]);
    expect(openItems(w.desk.read().session).find((one) => one.id === id)?.answer).toBe('9');
  });

  it('goes on after a reload with everything in hand, judged and on its way', async () => {
    const w = await opened(20);
    const judged = accept(w);
    const again = new ReviewDesk(w.io, restore(JSON.parse(JSON.stringify(keep(w.kept.session as Session)))));
    await again.tick();
    const { session, isOpen } = again.read();
    expect(isOpen).toBe(true);
    expect(session.items).toHaveLength(20);
    expect(session.given.map(({ id }) => id)).toEqual([judged]);
    expect(openItems(session)).toHaveLength(19);
  });

  it('sends what was judged at the end and gives the rest back', async () => {
    const w = await opened(20);
    accept(w);
    await w.desk.close();
    expect(w.decided).toHaveLength(1);
    expect(w.asked.released).toHaveLength(19);
    expect(w.desk.read().session.items).toEqual([]);
  });

  it('takes no more where the API says no, and still sends what was judged', async () => {
    const w = await opened(20);
    for (let i = 0; i < 12; i++) accept(w);
    w.faults.push(new ProblemError(409, { code: 'on_hold', title: '', status: 409, traceId: '' }));
    await w.desk.tick();
    expect(w.desk.read()).toMatchObject({ isOpen: false });
    w.desk.send();
    await w.desk.tick();
    expect(w.decided).toHaveLength(12);
  });
});
