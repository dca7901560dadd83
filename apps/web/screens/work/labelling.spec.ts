import { ProblemError, UnreachableError } from '../../api/problem';
import { Labelling } from './labelling';
import type { Item, Queue, Verdict } from './queue';

const problem = (status: number, code: string) => new ProblemError(status, { code, title: code, status, traceId: 't' });
const lost = () => new UnreachableError(new Error('no line'));

/** The API as the screen meets it: hands out numbered items; each call can be made to fail. */
class Api {
  readonly calls: string[] = [];
  readonly taken: string[] = [];
  readonly keys: string[] = [];
  readonly seconds: number[] = [];
  left = 1_000;
  fail: { reserve?: () => Error; submit?: () => Error; release?: () => Error } = {};
  private next = 0;

  reserve = async (_key: string, limit: number): Promise<Item[]> => {
    this.calls.push('reserve');
    if (this.fail.reserve) throw this.fail.reserve();
    const size = Math.min(limit, this.left);
    this.left -= size;
    return Array.from({ length: size }, () => ({
      id: `i${this.next++}`,
      externalId: 'x',
      payload: {},
      imageUrl: null,
      fence: 1,
      until: Date.now() + 600_000,
    }));
  };

  submit = async (
    key: string,
    items: { id: string; answer: string; activeSeconds: number }[],
  ): Promise<readonly Verdict[]> => {
    this.calls.push('submit');
    this.keys.push(key);
    if (this.fail.submit) throw this.fail.submit();
    this.taken.push(...items.map(({ id, answer }) => `${id}=${answer}`));
    this.seconds.push(...items.map(({ activeSeconds }) => activeSeconds));
    return items.map(({ id }) => ({ id, state: 'accepted' }));
  };

  readonly freed: string[] = [];
  release = async (_key: string, items: readonly Item[]): Promise<void> => {
    this.calls.push('release');
    if (this.fail.release) throw this.fail.release();
    this.freed.push(...items.map(({ id }) => id));
  };
}

let api: Api;
let stored: Partial<Queue>;
let isFree: boolean;
const open: Labelling[] = [];

async function enter(): Promise<Labelling> {
  let isHeld = false;
  const labelling = new Labelling({
    transport: api,
    keep: {
      read: () => stored,
      write: (queue) => {
        stored = JSON.parse(JSON.stringify(queue)) as Queue;
        return true;
      },
    },
    lock: {
      get isHeld() {
        return isHeld;
      },
      take: async (steal) => {
        isHeld = steal || isFree;
        return isHeld;
      },
      release: () => {
        isHeld = false;
      },
    },
    newKey: () => `k${Math.random()}`,
  });
  open.push(labelling);
  await labelling.enter();
  await pass(0);
  return labelling;
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const shown = (labelling: Labelling) => labelling.board.queue.ready[0]?.id;

beforeEach(() => {
  jest.useFakeTimers();
  api = new Api();
  stored = {};
  isFree = true;
});
afterEach(() => jest.useRealTimers());

describe('working', () => {
  it('never lets a fast person wait, and sends behind their back', async () => {
    const labelling = await enter();
    for (let n = 0; n < 100; n++) {
      expect(shown(labelling)).toBe(`i${n}`);
      labelling.stopwatch.shown(`i${n}`);
      await pass(700);
      labelling.answer(String(n % 10));
      await pass(0);
    }
    await pass(6_000);
    expect(api.taken).toHaveLength(100);
    expect(new Set(api.keys).size).toBe(api.keys.length);
    expect(api.calls.filter((call) => call === 'submit').length).toBeLessThan(15);
    expect(api.seconds).toEqual(Array.from({ length: 100 }, () => 0.7));
  });

  it('sends a few answers after a pause, until then the last one can be taken back', async () => {
    const labelling = await enter();
    labelling.answer('1');
    labelling.answer('2');
    await pass(4_900);
    labelling.undo();
    expect(shown(labelling)).toBe('i1');
    await pass(5_000);
    expect(api.taken).toEqual(['i0=1']);
    labelling.undo();
    expect(shown(labelling)).toBe('i1');
  });

  it('counts time only while the item is in front, and goes on after an undo', async () => {
    const labelling = await enter();
    labelling.stopwatch.shown('i0');
    await pass(2_000);
    labelling.hidden();
    await pass(60_000);
    labelling.visible();
    labelling.stopwatch.shown('i0');
    await pass(1_000);
    labelling.answer('1');
    labelling.undo();
    labelling.stopwatch.shown('i0');
    await pass(500);
    labelling.answer('2');
    await pass(6_000);
    expect(api.seconds).toEqual([3.5]);
  });
});

describe('trouble', () => {
  it('keeps answers while the line is down, under one key, also over a new start', async () => {
    const labelling = await enter();
    api.fail.submit = lost;
    for (const digit of '123') labelling.answer(digit);
    await pass(20_000);
    expect(labelling.board.read().isLineDown).toBe(true);
    expect(new Set(api.keys).size).toBe(1);
    labelling.stolen();
    api.fail = {};
    const again = await enter();
    await pass(1_000);
    expect(api.taken).toEqual(['i0=1', 'i1=2', 'i2=3']);
    expect(new Set(api.keys).size).toBe(1);
    expect(shown(again)).toBe('i3');
    expect(again.board.queue).toMatchObject({ answered: [], batch: null });
  });

  it('waits for the person where a sending is refused as a whole, and loses nothing', async () => {
    const labelling = await enter();
    api.fail.submit = () => problem(403, 'forbidden');
    labelling.answer('1');
    await pass(60_000);
    expect(api.calls.filter((call) => call === 'submit')).toHaveLength(1);
    expect(labelling.board.read()).toMatchObject({ stuck: { status: 403 }, queue: { answered: [{ answer: '1' }] } });
    api.fail = {};
    labelling.again();
    await pass(0);
    expect(api.taken).toEqual(['i0=1']);
  });

  it('keeps the request as it is while the session is over', async () => {
    const labelling = await enter();
    api.fail.submit = () => problem(401, 'unauthenticated');
    labelling.answer('1');
    await pass(60_000);
    api.fail = {};
    labelling.again();
    await pass(0);
    expect(api.keys).toHaveLength(2);
    expect(new Set(api.keys).size).toBe(1);
  });

  it('says why nothing is given out, goes on with what is at hand, and asks again by itself', async () => {
    api.left = 2;
    const labelling = await enter();
    api.fail.reserve = () => problem(403, 'manual_not_acknowledged');
    labelling.answer('1');
    labelling.answer('2');
    await pass(0);
    expect(labelling.board.read()).toMatchObject({ gate: { problem: { code: 'manual_not_acknowledged' } } });
    api.fail = {};
    api.left = 1;
    await pass(60_000);
    expect(labelling.board.read()).toMatchObject({ gate: null });
    expect(shown(labelling)).toBe('i2');
  });

  it('asks now and then where nothing is left, but not for a page that nobody looks at', async () => {
    api.left = 0;
    const labelling = await enter();
    expect(labelling.board.read().isDry).toBe(true);
    await pass(60_000);
    const asked = api.calls.length;
    expect(asked).toBeGreaterThan(2);
    labelling.hidden();
    await pass(600_000);
    expect(api.calls.length).toBeLessThanOrEqual(asked + 1);
    api.left = 5;
    labelling.visible();
    await pass(0);
    expect(shown(labelling)).toBe('i0');
  });

  it('takes new items for those that ran out while somebody was away, and says so', async () => {
    const labelling = await enter();
    const before = labelling.board.queue.ready.length;
    labelling.hidden();
    await pass(700_000);
    labelling.visible();
    await pass(0);
    expect(labelling.board.read().lapsed).toBe(before);
    expect(shown(labelling)).toBe(`i${before}`);
    labelling.told();
    expect(labelling.board.read().lapsed).toBe(0);
  });
});

describe('resting and leaving', () => {
  it('gives everything back, sends what is answered, and takes nothing until told', async () => {
    const labelling = await enter();
    const held = labelling.board.queue.ready.length;
    labelling.answer('1');
    await pass(0);
    const more = labelling.board.queue.ready.length;
    labelling.rest();
    await pass(100);
    expect(api.taken).toEqual(['i0=1']);
    expect(api.freed).toHaveLength(more);
    expect(labelling.board.queue).toMatchObject({ ready: [], releases: [] });
    const calls = api.calls.length;
    await pass(120_000);
    expect(api.calls).toHaveLength(calls);
    labelling.workAgain();
    await pass(0);
    expect(labelling.board.queue.ready.length).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);
  });

  it('tries a giving back again, and lets go of what is not this person’s any more', async () => {
    const labelling = await enter();
    api.fail.release = lost;
    labelling.pass();
    await pass(100);
    expect(labelling.board.queue.releases).toHaveLength(1);
    api.fail.release = () => problem(409, 'stale_lease');
    await pass(3_000);
    expect(labelling.board.queue.releases).toEqual([]);
  });

  it('stands back where another tab works, until it is taken over', async () => {
    isFree = false;
    const labelling = await enter();
    expect(labelling.board.read().mode).toBe('elsewhere');
    expect(api.calls).toEqual([]);
    await labelling.enter(true);
    await pass(0);
    expect(labelling.board.read().mode).toBe('working');
  });
});
