import { useMemo, useRef } from 'react';
import { type Shortcut, useShortcuts } from './shortcuts';

/**
 * Shortcuts of a bench where what they do changes with every item: registered once, each press runs what stands there
 * now.
 */
export function useLiveShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = JSON.stringify(shortcuts.map(({ key, text }) => [key, text]));
  const stable = useMemo(
    () =>
      (JSON.parse(names) as [string, string][]).map(([key, text]) => ({
        key,
        text,
        run: () => latest.current.find((shortcut) => shortcut.key === key)?.run(),
      })),
    [names],
  );
  useShortcuts(stable);
}
