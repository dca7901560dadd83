import type { Of } from '../../api/types';

export type ReviewItem = Of<'ReviewItem'>;
export type VerdictKind = 'accept' | 'fix' | 'return';

export interface Verdict {
  id: string;
  verdict: VerdictKind;
  answer?: string;
  code?: string;
}

/** A verdict that was given and is not yet the API's: `seen` is the answer that was judged, should the item change meanwhile. */
export interface Given extends Verdict {
  fence: number;
  seen: string;
  at: number;
}

/** Sent again as it is, under the same key, until an answer comes. */
export interface Batch {
  key: string;
  items: Given[];
}

export type Tally = Record<VerdictKind, number>;

export interface Session {
  items: readonly ReviewItem[];
  current: string | null;
  /** In the order given; the last one can be taken back. */
  given: readonly Given[];
  outbox: Batch | null;
  /** To be taken once more: their lease was lost, or the page was loaded anew. */
  again: readonly string[];
  /** What the API would not have, and why (problem codes). */
  refused: Readonly<Record<string, string>>;
  tally: Tally;
  /** Items that somebody else has by now. */
  lost: number;
}

export const EMPTY: Session = {
  items: [],
  current: null,
  given: [],
  outbox: null,
  again: [],
  refused: {},
  tally: { accept: 0, fix: 0, return: 0 },
  lost: 0,
};

/** As many verdicts as one request takes. */
export const MOST = 50;

export type Event =
  | { type: 'taken'; items: readonly ReviewItem[] }
  | { type: 'takenAgain'; asked: readonly string[]; items: readonly ReviewItem[] }
  | { type: 'judged'; verdict: Verdict; now: number }
  | { type: 'undone' }
  | { type: 'gone'; to: string }
  | { type: 'posted'; key: string; givenBefore: number }
  | { type: 'answered'; results: readonly Of<'ItemResult'>[] }
  | { type: 'released' };

const has = (session: Session, id: string): boolean =>
  session.given.some((given) => given.id === id) || (session.outbox?.items.some((given) => given.id === id) ?? false);

export const openItems = (session: Session): ReviewItem[] => session.items.filter(({ id }) => !has(session, id));
/** Whatever can still be looked at: what is on its way cannot. */
export const inHand = (session: Session): ReviewItem[] =>
  session.items.filter(({ id }) => !session.outbox?.items.some((given) => given.id === id));

export function reduce(session: Session, event: Event): Session {
  switch (event.type) {
    case 'taken':
      return settle({ ...session, items: [...session.items, ...news(session, event.items)] });
    case 'takenAgain':
      return takenAgain(session, event.asked, event.items);
    case 'judged':
      return judged(session, event.verdict, event.now);
    case 'undone': {
      const last = session.given.at(-1);
      return last ? { ...session, given: session.given.slice(0, -1), current: last.id } : session;
    }
    case 'gone':
      return inHand(session).some(({ id }) => id === event.to) ? { ...session, current: event.to } : session;
    case 'posted': {
      const items = session.given.filter(({ at }) => at <= event.givenBefore).slice(0, MOST);
      if (session.outbox || items.length === 0) return session;
      // What is on its way is out of hand: the next open one is shown meanwhile.
      return settle({
        ...session,
        given: session.given.filter((one) => !items.includes(one)),
        outbox: { key: event.key, items },
      });
    }
    case 'answered':
      return answered(session, event.results);
    case 'released':
      return { ...session, items: [], current: null, given: [], again: [], refused: {} };
  }
}

const news = (session: Session, items: readonly ReviewItem[]) =>
  items.filter(({ id }) => !session.items.some((known) => known.id === id));

/** The item in hand is one that is there; the first open one otherwise. */
function settle(session: Session): Session {
  if (inHand(session).some(({ id }) => id === session.current)) return session;
  return { ...session, current: openItems(session)[0]?.id ?? inHand(session).at(-1)?.id ?? null };
}

function judged(session: Session, verdict: Verdict, now: number): Session {
  const at = session.items.findIndex(({ id }) => id === verdict.id);
  const item = session.items[at];
  if (!item || session.outbox?.items.some(({ id }) => id === verdict.id)) return session;
  const given = [
    ...session.given.filter(({ id }) => id !== verdict.id),
    { ...verdict, fence: item.fence, seen: item.answer, at: now },
  ];
  const { [verdict.id]: _, ...refused } = session.refused;
  const after: Session = { ...session, given, refused };
  const next = openItems(after).find(({ id }) => session.items.findIndex((one) => one.id === id) > at);
  return { ...after, current: next?.id ?? openItems(after)[0]?.id ?? verdict.id };
}

/** What came back goes on where it stood; a verdict on an answer that has changed since is asked for anew. */
function takenAgain(session: Session, asked: readonly string[], items: readonly ReviewItem[]): Session {
  const back = new Map(items.map((item) => [item.id, item]));
  const onItsWay = new Set(session.outbox?.items.map(({ id }) => id));
  const isGone = (id: string) => asked.includes(id) && !back.has(id) && !onItsWay.has(id);
  const given = session.given.flatMap((one) => {
    const item = back.get(one.id);
    if (isGone(one.id) || (item && item.answer !== one.seen)) return [];
    return [item ? { ...one, fence: item.fence } : one];
  });
  return settle({
    ...session,
    items: [
      ...session.items.filter(({ id }) => !isGone(id)).map((item) => back.get(item.id) ?? item),
      ...news(session, items),
    ],
    given,
    again: session.again.filter((id) => !asked.includes(id)),
    lost: session.lost + asked.filter(isGone).length,
  });
}

function answered(session: Session, results: readonly Of<'ItemResult'>[]): Session {
  const sent = session.outbox?.items ?? [];
  let next: Session = { ...session, outbox: null };
  for (const one of sent) {
    const result = results.find(({ id }) => id === one.id);
    const problem = result && 'problem' in result ? result.problem : undefined;
    if (problem === 'stale_lease') {
      // Taken again it is judged as it was; nobody types anything twice.
      next = { ...next, given: [...next.given, one], again: [...next.again, one.id] };
    } else if (problem === 'answer_invalid') {
      next = { ...next, current: one.id, refused: { ...next.refused, [one.id]: problem } };
    } else {
      const items = next.items.filter(({ id }) => id !== one.id);
      next = problem
        ? { ...next, items, lost: next.lost + 1 }
        : { ...next, items, tally: { ...next.tally, [one.verdict]: next.tally[one.verdict] + 1 } };
    }
  }
  return settle(next);
}

/** What is kept in this browser: no pictures and no answers but those judged. */
export type Kept = Pick<Session, 'given' | 'outbox' | 'tally'> & { ids: string[] };

export function keep({ items, given, outbox, tally }: Session): Kept {
  return { ids: items.map(({ id }) => id), given, outbox, tally };
}

export function restore(kept: Partial<Kept> | undefined): Session {
  if (!kept) return EMPTY;
  const { ids = [], given = [], outbox = null, tally = EMPTY.tally } = kept;
  const onItsWay = new Set(outbox?.items.map(({ id }) => id));
  return { ...EMPTY, given, outbox, tally, again: ids.filter((id) => !onItsWay.has(id)) };
}
