/**
 * The answers of one person in one engagement, from the item handed out to the answer taken: data and pure functions, no
 * browser and no clock. What it promises, and its spec tries to break: an answer that was given is taken by the API
 * once, or stands in `refused`, or was undone; it is never in two requests unless the first one said a clear no.
 */
export interface Item {
  id: string;
  externalId: string;
  payload: Readonly<Record<string, unknown>>;
  imageUrl: string | null;
  fence: number;
  /** End of the lease by this browser's clock, ms. */
  until: number;
  returned?: { code: string | null; comment?: string | undefined } | undefined;
}

export interface Answered {
  item: Item;
  answer: string;
  seconds: number;
}

/** One request, sent again and again under its key until its fate is known. */
export interface Batch {
  key: string;
  answers: readonly Answered[];
  /** From a former visit: the API may have taken and counted it already. */
  isResumed?: boolean | undefined;
}

/** Items on their way back, in one request. */
export interface Release {
  key: string;
  items: readonly Item[];
}

/** An answer that was not taken, and the API's code for why. */
export interface Refused extends Answered {
  code: string;
}

export interface Queue {
  /** The first one is on screen. */
  ready: readonly Item[];
  /** Oldest first; the newest may be undone. */
  answered: readonly Answered[];
  batch: Batch | null;
  reserve: { key: string; limit: number } | null;
  releases: readonly Release[];
  refused: readonly Refused[];
  /** Given back in this sitting: should they come again, then last. */
  passed: readonly string[];
  /** Answers taken by the API in this sitting. */
  taken: number;
}

export const EMPTY: Queue = {
  ready: [],
  answered: [],
  batch: null,
  reserve: null,
  releases: [],
  refused: [],
  passed: [],
  taken: 0,
};

/** As many as one request may carry. */
const MAX_BATCH = 50;

export const unsent = (queue: Queue): number => queue.answered.length + (queue.batch?.answers.length ?? 0);

/** The key is kept until an answer comes: handed out twice under one key are the same items. */
export function beginReserve(queue: Queue, key: string, limit: number): Queue {
  return queue.reserve ? queue : { ...queue, reserve: { key, limit } };
}

export function reserveEnded(queue: Queue): Queue {
  return { ...queue, reserve: null };
}

/**
 * Items came. One that is known already has lost its lease and got a new one: an answer given under the old lease goes
 * out under the new one instead of being asked for again. What is on screen never changes under somebody's finger.
 */
export function reserved(queue: Queue, items: readonly Item[]): Queue {
  const byId = new Map(items.map((item) => [item.id, item]));
  const answered = queue.answered.map((entry) => {
    const again = byId.get(entry.item.id);
    if (again) byId.delete(again.id);
    return again ? { ...entry, item: again } : entry;
  });
  const kept = queue.ready.map((item) => {
    const again = byId.get(item.id);
    if (again) byId.delete(again.id);
    return again ?? item;
  });
  const fresh = items.filter((item) => byId.has(item.id));
  const isPassed = (item: Item) => queue.passed.includes(item.id);
  const [head, ...rest] = kept;
  const returned = fresh.filter((item) => item.returned && !isPassed(item));
  const others = fresh.filter((item) => !item.returned && !isPassed(item));
  const ready = [...(head ? [head] : []), ...returned, ...rest, ...others, ...fresh.filter(isPassed)];
  return { ...queue, reserve: null, answered, ready };
}

export function answer(queue: Queue, text: string, seconds: number): Queue {
  const [item, ...ready] = queue.ready;
  return item ? { ...queue, ready, answered: [...queue.answered, { item, answer: text, seconds }] } : queue;
}

export function undo(queue: Queue): Queue {
  const last = queue.answered.at(-1);
  return last ? { ...queue, answered: queue.answered.slice(0, -1), ready: [last.item, ...queue.ready] } : queue;
}

/** Puts the oldest answers into one request; `keep` of the newest stay undoable. One request at a time. */
export function beginFlush(queue: Queue, key: string, keep = 0): Queue {
  if (queue.batch) return queue;
  const size = Math.min(MAX_BATCH, queue.answered.length - keep);
  if (size <= 0) return queue;
  return { ...queue, batch: { key, answers: queue.answered.slice(0, size) }, answered: queue.answered.slice(size) };
}

export type Verdict = { id: string; state: string } | { id: string; problem: string };

/** The API judged each answer of the request by itself. */
export function flushed(queue: Queue, verdicts: readonly Verdict[]): Queue {
  if (!queue.batch) return queue;
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  let next: Queue = { ...queue, batch: null };
  const again: Answered[] = [];
  for (const entry of queue.batch.answers) {
    const verdict = verdictOf.get(entry.item.id);
    if (verdict && 'state' in verdict) next = { ...next, taken: next.taken + (queue.batch.isResumed ? 0 : 1) };
    else next = refuse(next, entry, verdict?.problem ?? 'stale_lease', again);
  }
  return { ...next, answered: [...again, ...next.answered] };
}

/**
 * Refused, the item may still be this person's: handed out anew meanwhile, the answer goes once more under the new lease; an
 * answer of the wrong form is asked for again, after what is on screen.
 */
function refuse(queue: Queue, entry: Answered, code: string, again: Answered[]): Queue {
  const { id, fence } = entry.item;
  const fresh = queue.ready.find((item) => item.id === id && item.fence > fence);
  if (code === 'stale_lease' && fresh) {
    // On screen already: it is being answered again, and stays there.
    if (fresh === queue.ready[0]) return queue;
    again.push({ ...entry, item: fresh });
    return { ...queue, ready: queue.ready.filter((item) => item.id !== id) };
  }
  const refused = [...queue.refused, { ...entry, code }];
  if (code !== 'answer_invalid') return { ...queue, refused };
  const [head, ...rest] = queue.ready;
  return { ...queue, refused, ready: head ? [head, entry.item, ...rest] : [entry.item] };
}

/** A clear no to the whole request: nothing of it was taken, everything is still here. */
export function flushRefused(queue: Queue): Queue {
  return queue.batch ? { ...queue, batch: null, answered: [...queue.batch.answers, ...queue.answered] } : queue;
}

export const readRefused = (queue: Queue): Queue => ({ ...queue, refused: [] });

/** Gives what is on screen back to everybody. */
export function release(queue: Queue, key: string): Queue {
  const [item, ...ready] = queue.ready;
  if (!item) return queue;
  return {
    ...queue,
    ready,
    releases: [...queue.releases, { key, items: [item] }],
    passed: [...queue.passed.filter((id) => id !== item.id), item.id],
  };
}

/** Going away for a while: all that is not begun is free for others. */
export function releaseAll(queue: Queue, newKey: () => string): Queue {
  const releases: Release[] = [];
  for (let from = 0; from < queue.ready.length; from += MAX_BATCH)
    releases.push({ key: newKey(), items: queue.ready.slice(from, from + MAX_BATCH) });
  return { ...queue, ready: [], releases: [...queue.releases, ...releases] };
}

export function released(queue: Queue, key: string): Queue {
  return { ...queue, releases: queue.releases.filter((one) => one.key !== key) };
}

/** Items whose lease has run out are others' again; answers stay, late ones count while nobody else has the item. */
export function expire(queue: Queue, now: number): Queue {
  const ready = queue.ready.filter(({ until }) => until > now);
  return ready.length === queue.ready.length ? queue : { ...queue, ready };
}

/**
 * What was stored, taken up again. The two halves are stored one after the other, so that a crash between them can leave
 * an item in both: then it has been answered.
 */
export function resume(stored: Partial<Queue>): Queue {
  const batch = stored.batch ? { ...stored.batch, isResumed: true } : null;
  const queue: Queue = { ...EMPTY, ...stored, batch, taken: 0, passed: [] };
  const gone = [
    ...[...queue.answered, ...(queue.batch?.answers ?? [])].map(({ item }) => item),
    ...queue.releases.flatMap(({ items }) => items),
  ];
  const known = new Set(gone.map(({ id, fence }) => `${id}:${fence}`));
  return { ...queue, ready: queue.ready.filter(({ id, fence }) => !known.has(`${id}:${fence}`)) };
}
