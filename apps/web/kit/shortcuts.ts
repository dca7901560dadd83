import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** As `KeyboardEvent.key` says it: `j`, `?`, `Enter`, `ArrowRight`. */
  key: string;
  text: string;
  /** How the list of keys shows it, where several do one kind of thing; false leaves it out there. */
  listed?: string | false;
  run: () => void;
  /** However long the key is held: judging, not walking. */
  isOnce?: boolean;
}

const STORED = 'kado-shortcuts';
let isOn = read() !== 'off';
type Listed = Pick<Shortcut, 'key' | 'text' | 'listed'>;
let active: Listed[] = [];
const watchers = new Set<() => void>();

function read(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function tell(): void {
  for (const watcher of watchers) watcher();
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export function setShortcutsOn(on: boolean): void {
  isOn = on;
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // then it lasts for this page
  }
  tell();
}

export const useShortcutsOn = () => useSyncExternalStore(watch, () => isOn);
export const useListedShortcuts = () => useSyncExternalStore(watch, () => active);

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]';

/** Never while somebody types, converts, holds a modifier, or has a dialog open (its own keys excepted). */
function isMeant(event: KeyboardEvent): boolean {
  if (!isOn || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
    return false;
  const target = event.target instanceof Element ? event.target : null;
  return !target?.closest(TYPING) && !document.querySelector('[role=dialog][aria-modal=true]');
}

/** Single-key shortcuts of what is on screen; the last page or part that asks for a key has it. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // Handlers change with every render, keys and texts hardly ever: the list is told of only then.
  const listed = JSON.stringify(
    shortcuts.map(({ key, text, listed: shown }): Listed => ({ key, text, listed: shown })),
  );
  useEffect(() => {
    const mine = JSON.parse(listed) as Listed[];
    active = [...mine, ...active];
    tell();
    const press = (event: KeyboardEvent) => {
      const meant = isMeant(event) ? latest.current.find(({ key }) => key === event.key) : undefined;
      if (!meant) return;
      // Enter and Space on a button are the button's.
      const target = event.target instanceof Element ? event.target : null;
      if ((event.key === 'Enter' || event.key === ' ') && target?.closest('button, a')) return;
      event.preventDefault();
      if (!(event.repeat && meant.isOnce)) meant.run();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
      active = active.filter((shortcut) => !mine.includes(shortcut));
      tell();
    };
  }, [listed]);
}
