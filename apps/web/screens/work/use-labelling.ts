import type { AnswerKind } from '@kado/domain/item-answers';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { Keep } from './keep';
import { Labelling } from './labelling';
import { unsent } from './queue';
import { TabLock } from './tab-lock';
import { transportOf } from './transport';

/** What typing takes at first guess, seconds: nobody is to hold twenty texts for half an hour. */
const PACE: Record<AnswerKind, number> = { digit: 3, text: 20 };

/** One for each engagement as long as the tab lives: leaving the screen and coming back must not run two side by side. */
const known = new Map<string, Labelling>();

function labellingOf(personId: string, engagementKey: string, kind: AnswerKind): Labelling {
  const name = `kado-work:${personId}:${engagementKey}`;
  const there = known.get(name);
  if (there) return there;
  const labelling: Labelling = new Labelling({
    transport: transportOf(engagementKey),
    pace: PACE[kind],
    keep: new Keep(personId, engagementKey),
    lock: new TabLock(name, () => labelling.stolen()),
  });
  known.set(name, labelling);
  return labelling;
}

export function useLabelling(personId: string, engagementKey: string, kind: AnswerKind) {
  const labelling = useMemo(() => labellingOf(personId, engagementKey, kind), [personId, engagementKey, kind]);
  const snapshot = useSyncExternalStore(labelling.board.watch, labelling.board.read);

  useEffect(() => {
    void labelling.enter();
    const seen = () => (document.visibilityState === 'hidden' ? labelling.hidden() : labelling.visible());
    const online = () => labelling.again();
    const closing = (event: BeforeUnloadEvent) => {
      const { isKept, queue } = labelling.board.read();
      if (!isKept && unsent(queue) > 0) event.preventDefault();
    };
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', online);
    window.addEventListener('beforeunload', closing);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', online);
      window.removeEventListener('beforeunload', closing);
      labelling.leave();
    };
  }, [labelling]);

  return { labelling, snapshot };
}
