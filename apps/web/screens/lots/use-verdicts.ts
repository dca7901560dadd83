import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommand } from '../../api/command';
import { forgetDraft, readDraft, writeDraft } from '../../kit/draft';

/** As many verdicts as are sent together, and how long an incomplete batch waits for more: so long they can be undone. */
const BATCH = 10;
const IDLE_MS = 8_000;
/** The API takes at most so many adjudications at once. */
const MOST = 50;

export interface Refusal {
  id: string;
  detail: string;
}

/**
 * Verdicts given one after the other by keyboard: kept in this browser, sent in batches while one goes on, undone until
 * they are sent. What the API refuses comes back to its item with the reason; the others stay.
 */
export function useVerdicts<V extends { id: string }>(
  draftKey: string,
  send: (batch: V[], key: string) => Promise<Refusal[]>,
) {
  const [waiting, setWaiting] = useState<V[]>(() => readDraft<{ verdicts: V[] }>(draftKey)?.verdicts ?? []);
  const [recorded, setRecorded] = useState<ReadonlyMap<string, V>>(new Map());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const latest = useRef(waiting);
  latest.current = waiting;
  const inFlight = useRef<ReadonlySet<string>>(new Set());

  const keep = useCallback(
    (verdicts: V[]) => {
      latest.current = verdicts;
      if (verdicts.length === 0) forgetDraft(draftKey);
      else writeDraft(draftKey, { verdicts });
      setWaiting(verdicts);
    },
    [draftKey],
  );

  const command = useCommand((batch: V[], key) => send(batch, key), {
    onDone: (refusals, batch) => {
      inFlight.current = new Set();
      const no = new Map(refusals.map(({ id, detail }) => [id, detail]));
      // Judged anew while it was on its way: that verdict is still to be sent.
      keep(latest.current.filter((verdict) => !batch.includes(verdict)));
      setRecorded((before) => {
        const after = new Map(before);
        for (const verdict of batch) if (!no.has(verdict.id)) after.set(verdict.id, verdict);
        return after;
      });
      setRefused((before) => new Map([...before].filter(([id]) => !batch.some((v) => v.id === id)).concat([...no])));
    },
  });
  const { mutate, isPending, error } = command;

  const flush = useCallback(() => {
    const batch = latest.current.slice(0, MOST);
    if (batch.length === 0 || inFlight.current.size > 0) return;
    inFlight.current = new Set(batch.map(({ id }) => id));
    mutate(batch, { onError: () => (inFlight.current = new Set()) });
  }, [mutate]);

  useEffect(() => {
    if (waiting.length === 0 || isPending || error) return;
    const timer = setTimeout(flush, waiting.length >= BATCH ? 0 : IDLE_MS);
    return () => clearTimeout(timer);
  }, [waiting, isPending, error, flush]);
  // Leaving the page is no undoing.
  useEffect(() => () => flush(), [flush]);

  return {
    waiting,
    recorded,
    refused,
    isSaving: isPending,
    error,
    flush,
    judge: (verdict: V) => {
      setRefused((before) => new Map([...before].filter(([id]) => id !== verdict.id)));
      keep([...latest.current.filter(({ id }) => id !== verdict.id || inFlight.current.has(id)), verdict]);
      if (error) command.reset();
    },
    /** Takes the last verdict back and says whose it was; undefined where all are recorded. */
    undo: (): string | undefined => {
      const last = latest.current.at(-1);
      if (!last || inFlight.current.has(last.id)) return undefined;
      keep(latest.current.slice(0, -1));
      return last.id;
    },
  };
}
