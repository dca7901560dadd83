import fc from 'fast-check';
import * as q from './queue';

const item = (id: string, more: Partial<q.Item> = {}): q.Item => ({
  id,
  externalId: id,
  payload: {},
  imageUrl: null,
  fence: 1,
  until: 1_000,
  ...more,
});
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).join(' ');
const with3 = () => q.reserved(q.EMPTY, [item('a'), item('b'), item('c')]);

describe('the queue of a labelling screen', () => {
  it('answers what is on screen, and takes the newest answer back', () => {
    const two = q.answer(q.answer(with3(), '1', 2), '2', 3);
    expect(ids(two.ready)).toBe('c');
    expect(two.answered.map(({ answer }) => answer)).toEqual(['1', '2']);
    const one = q.undo(two);
    expect(ids(one.ready)).toBe('b c');
    expect(q.unsent(one)).toBe(1);
    expect(q.undo(q.EMPTY)).toBe(q.EMPTY);
    expect(q.answer(q.EMPTY, '1', 1)).toBe(q.EMPTY);
  });

  it('shows returned items next, but never changes the one on screen; given back ones come last', () => {
    const passed = q.release(with3(), 'k');
    const more = q.reserved(passed, [item('r', { returned: { code: 'misread' } }), item('a', { fence: 2 }), item('d')]);
    expect(ids(more.ready)).toBe('b r c d a');
  });

  it('keeps an answer whose lease ran out, under the lease that came instead', () => {
    const answered = q.answer(with3(), '7', 1);
    const again = q.reserved(answered, [item('a', { fence: 2 }), item('b', { fence: 2, until: 2_000 })]);
    expect(again.answered[0]).toMatchObject({ answer: '7', item: { id: 'a', fence: 2 } });
    expect(again.ready.map(({ id, fence }) => [id, fence])).toEqual([
      ['b', 2],
      ['c', 1],
    ]);
  });

  it('sends the oldest 50 at most, one request at a time, the newest stay undoable', () => {
    let queue = q.reserved(
      q.EMPTY,
      Array.from({ length: 60 }, (_, at) => item(String(at))),
    );
    for (let at = 0; at < 60; at++) queue = q.answer(queue, '1', 1);
    const sending = q.beginFlush(queue, 'k1');
    expect(sending.batch?.answers).toHaveLength(50);
    expect(q.beginFlush(sending, 'k2')).toBe(sending);
    const few = q.beginFlush(q.answer(q.answer(with3(), '1', 1), '2', 1), 'k', 2);
    expect(few.batch).toBeNull();
  });

  it('says what was not taken, and asks again where the answer had the wrong form', () => {
    const sent = q.beginFlush(q.answer(q.answer(with3(), '1', 2), 'x', 2), 'k');
    const after = q.flushed(sent, [
      { id: 'a', problem: 'stale_lease' },
      { id: 'b', problem: 'answer_invalid' },
    ]);
    expect(after.refused.map(({ item: { id }, code }) => [id, code])).toEqual([
      ['a', 'stale_lease'],
      ['b', 'answer_invalid'],
    ]);
    expect(ids(after.ready)).toBe('c b');
    expect(after.taken).toBe(0);
    expect(q.readRefused(after).refused).toEqual([]);
  });

  it('sends a stale answer again where the item is this person’s anew', () => {
    const sent = q.beginFlush(q.answer(with3(), '4', 1), 'k');
    const anew = q.reserved(sent, [item('a', { fence: 2 })]);
    const after = q.flushed(anew, [{ id: 'a', problem: 'stale_lease' }]);
    expect(after.answered).toMatchObject([{ answer: '4', item: { fence: 2 } }]);
    expect(after.refused).toEqual([]);
    expect(ids(after.ready)).toBe('b c');
  });

  it('has everything back after a clear no', () => {
    const sent = q.beginFlush(q.answer(with3(), '4', 1), 'k');
    expect(q.flushRefused(sent).answered).toEqual(sent.batch?.answers);
  });

  it('lets go of what ran out and of everything when somebody rests', () => {
    const queue = q.answer(with3(), '1', 1);
    expect(q.expire(queue, 500)).toBe(queue);
    expect(q.expire(queue, 1_000)).toMatchObject({ ready: [], answered: [{ answer: '1' }] });
    const resting = q.releaseAll(q.release(queue, 'k1'), () => 'k2');
    expect(resting.ready).toEqual([]);
    expect(resting.releases.map(({ key, items }) => [key, ids(items)])).toEqual([
      ['k1', 'b'],
      ['k2', 'c'],
    ]);
    expect(ids(q.resume({ ...resting, ready: queue.ready }).ready)).toBe('');
    expect(q.released(resting, 'k1').releases).toHaveLength(1);
  });

  it('takes up what was stored; an item in both halves has been answered', () => {
    const queue = q.answer(with3(), '1', 1);
    const back = q.resume({ ...queue, ready: with3().ready, taken: 9 });
    expect(ids(back.ready)).toBe('b c');
    expect(back.taken).toBe(0);
    expect(q.resume({})).toEqual(q.EMPTY);
  });
});

/** What the API does with items, as far as this person sees it. */
class Server {
  fences = new Map<string, number>();
  holders = new Map<string, 'me' | 'other' | null>();
  taken = new Map<string, string[]>();
  answers = new Map<string, unknown>();
  private next = 0;

  reserve(key: string, limit: number): q.Item[] {
    return this.once(key, () => {
      const free = [...this.holders].filter(([, holder]) => holder === null).map(([id]) => id);
      while (free.length < limit) free.push(`i${this.next++}`);
      return free.slice(0, limit).map((id) => {
        this.holders.set(id, 'me');
        const fence = (this.fences.get(id) ?? 0) + 1;
        this.fences.set(id, fence);
        return item(id, { fence });
      });
    });
  }

  submit({ key, answers }: q.Batch): q.Verdict[] {
    return this.once(key, () =>
      answers.map(({ item: { id, fence }, answer }) => {
        if (this.holders.get(id) !== 'me' || this.fences.get(id) !== fence) return { id, problem: 'stale_lease' };
        this.holders.set(id, 'other');
        this.taken.set(id, [...(this.taken.get(id) ?? []), answer]);
        return { id, state: 'in_review' };
      }),
    );
  }

  /** The lease of one of mine runs out: free for all, or somebody has it already. */
  lapse(nth: number, isGone: boolean): void {
    const mine = [...this.holders].filter(([, holder]) => holder === 'me').map(([id]) => id);
    const id = mine[nth % Math.max(1, mine.length)];
    if (id === undefined) return;
    this.holders.set(id, isGone ? 'other' : null);
    this.fences.set(id, (this.fences.get(id) ?? 0) + (isGone ? 1 : 0));
  }

  private once<T>(key: string, act: () => T): T {
    if (!this.answers.has(key)) this.answers.set(key, act());
    return this.answers.get(key) as T;
  }
}

type Step =
  | { do: 'reserve'; limit: number; line: 'good' | 'no answer' | 'not sent' | 'refused' }
  | { do: 'flush'; keep: number; line: 'good' | 'no answer' | 'not sent' | 'refused' }
  | { do: 'answer' | 'undo' | 'pass' | 'rest' | 'reload' | 'expire' }
  | { do: 'lapse'; nth: number; isGone: boolean };

const line = fc.constantFrom('good' as const, 'no answer' as const, 'not sent' as const, 'refused' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reserve' as const), limit: fc.integer({ min: 1, max: 5 }), line }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('flush' as const), keep: fc.integer({ min: 0, max: 2 }), line }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('answer' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('undo' as const, 'pass' as const, 'rest' as const, 'reload' as const, 'expire' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lapse' as const), nth: fc.nat(9), isGone: fc.boolean() }) },
);

/** Drives the queue as the screen does, and writes down what was meant and what was sent. */
class Screen {
  queue = q.EMPTY;
  readonly server = new Server();
  /** Every answer given and not undone, by a serial number that is its text. */
  readonly meant = new Map<string, string>();
  readonly askedAgain = new Set<string>();
  /** Keys an answer has gone out under without a clear no in between. */
  readonly open = new Map<string, Set<string>>();
  private serial = 0;

  run(step: Step): void {
    if (step.do === 'reserve') this.reserve(step.limit, step.line);
    else if (step.do === 'flush') this.flush(step.keep, step.line);
    else if (step.do === 'lapse') this.server.lapse(step.nth, step.isGone);
    else if (step.do === 'answer') this.answer();
    else if (step.do === 'undo') {
      const last = this.queue.answered.at(-1);
      if (last) this.meant.delete(last.answer);
      this.queue = q.undo(this.queue);
    } else if (step.do === 'pass') this.queue = q.release(this.queue, `p${++this.serial}`);
    else if (step.do === 'rest') this.queue = q.releaseAll(this.queue, () => `r${++this.serial}`);
    else if (step.do === 'expire') this.queue = q.expire(this.queue, 2_000);
    else this.queue = q.resume(JSON.parse(JSON.stringify(this.queue)) as q.Queue);
  }

  answer(): void {
    const [head] = this.queue.ready;
    if (!head) return;
    const text = String(++this.serial);
    this.meant.set(text, head.id);
    this.queue = q.answer(this.queue, text, 1);
  }

  reserve(limit: number, how: string): void {
    this.queue = q.beginReserve(this.queue, `v${++this.serial}`, limit);
    const wish = this.queue.reserve;
    if (!wish) return;
    if (how === 'refused') this.queue = q.reserveEnded(this.queue);
    else if (how !== 'not sent') {
      const items = this.server.reserve(wish.key, wish.limit);
      if (how === 'good') this.queue = q.reserved(this.queue, items);
    }
  }

  flush(keep: number, how: string): void {
    this.queue = q.beginFlush(this.queue, `f${++this.serial}`, keep);
    const { batch } = this.queue;
    if (!batch) return;
    // A clear no comes before anything is known of the key.
    if (how === 'refused' && !this.server.answers.has(batch.key)) {
      for (const { answer } of batch.answers) this.open.delete(answer);
      this.queue = q.flushRefused(this.queue);
      return;
    }
    for (const { answer } of batch.answers) this.open.set(answer, (this.open.get(answer) ?? new Set()).add(batch.key));
    if (how === 'not sent') return;
    const verdicts = this.server.submit(batch);
    if (how === 'no answer') return;
    const before = this.queue;
    this.queue = q.flushed(this.queue, verdicts);
    for (const entry of batch.answers) {
      const verdict = verdicts.find(({ id }) => id === entry.item.id);
      if (!verdict || 'state' in verdict) continue;
      this.open.delete(entry.answer);
      if (before.ready[0]?.id === entry.item.id) this.askedAgain.add(entry.answer);
    }
  }

  settle(): void {
    while (q.unsent(this.queue) > 0) this.flush(0, 'good');
  }
}

it('loses no answer and sends none twice, whatever the line, the leases and reloads do', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const screen = new Screen();
      for (const one of steps) {
        screen.run(one);
        for (const [answer, sentUnder] of screen.open)
          if (sentUnder.size > 1) throw new Error(`answer ${answer} went out under ${[...sentUnder].join(', ')}`);
        const shown = screen.queue.ready.map(({ id }) => id);
        expect(new Set(shown).size).toBe(shown.length);
      }
      screen.settle();
      for (const [answer, id] of screen.meant) {
        const times = (screen.server.taken.get(id) ?? []).filter((text) => text === answer).length;
        const isTold = screen.queue.refused.some((entry) => entry.answer === answer);
        expect({ answer, times, isTold: isTold || screen.askedAgain.has(answer) }).toEqual({
          answer,
          times: times > 0 ? 1 : 0,
          isTold: times === 0,
        });
      }
      const taken = [...screen.server.taken.values()].flat();
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.every((answer) => screen.meant.has(answer))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
