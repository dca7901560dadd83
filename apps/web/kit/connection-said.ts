import { useEffect, useSyncExternalStore } from 'react';

let sayers = 0;
const watchers = new Set<() => void>();

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

function count(by: number): void {
  sayers += by;
  for (const watcher of watchers) watcher();
}

/** For a screen that says by itself that the line is down, and what becomes of the work: once is enough. */
export function useSaysConnection(): void {
  useEffect(() => {
    count(1);
    return () => count(-1);
  }, []);
}

export const useConnectionIsSaid = () => useSyncExternalStore(watch, () => sayers > 0);
