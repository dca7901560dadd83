import { useEffect, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';

const SAVE_AFTER_MS = 1_000;
const PREFIX = 'kado-draft:';

interface FormDraft {
  /** It has been handed in. */
  forget: () => void;
  /** Begin anew: the form as it was first, and nothing kept. */
  discard: () => void;
}

/**
 * What somebody has typed survives a reload, a crash and a lost line: kept in this browser until `forget`. Parents stop in
 * the middle of a sentence. Keys name the thing and its version (`requirements:KADO-2026-0001`), never a person's data.
 */
export function useFormDraft<T extends FieldValues>(key: string, form: UseFormReturn<T>): FormDraft {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { watch, reset, getValues } = form;
  useEffect(() => {
    const kept = readDraft<T>(key);
    if (kept) reset({ ...getValues(), ...kept }, { keepDefaultValues: true });
    const watching = watch((values) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => writeDraft(key, values), SAVE_AFTER_MS);
    });
    return () => {
      watching.unsubscribe();
      clearTimeout(timer.current);
      if (form.formState.isDirty) writeDraft(key, getValues());
    };
  }, [key, watch, reset, getValues, form]);
  const forget = () => {
    clearTimeout(timer.current);
    forgetDraft(key);
  };
  return {
    forget,
    // In this order: the reset is a change of the form, which would be kept.
    discard: () => {
      reset();
      forget();
    },
  };
}

export function readDraft<T>(key: string): Partial<T> | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as Partial<T>);
  } catch {
    return undefined;
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // a full or closed store: the form itself still holds the text
  }
}

export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept then
  }
}

/** Drafts belong to who typed them: signing out removes them. */
export function forgetAllDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // nothing was kept then
  }
}
