import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { isPassing } from './problem';

export interface CommandOptions<Output, Input> {
  /** What is out of date once it has happened. */
  outdates?: readonly QueryKey[];
  onDone?: (output: Output, input: Input) => void;
}

/**
 * Something that changes the world, once. The Idempotency-Key belongs to what the person wants, not to the request: a
 * second press after a lost connection sends the same key, a changed form or a clear answer makes a new one.
 */
export function useCommand<Output, Input = void>(
  run: (input: Input, key: string) => Promise<Output>,
  { outdates = [], onDone }: CommandOptions<Output, Input> = {},
) {
  const queries = useQueryClient();
  const intent = useRef<{ key: string; input: string } | null>(null);
  return useMutation<Output, Error, Input>({
    // Not put off in silence while the line is lost: who pressed is told, and presses again.
    networkMode: 'always',
    retry: (count, error) => count < 2 && isPassing(error),
    retryDelay: (count) => 400 * 2 ** count,
    mutationFn: (input) => {
      const wanted = JSON.stringify(input ?? null);
      if (intent.current?.input !== wanted) intent.current = { key: crypto.randomUUID(), input: wanted };
      return run(input, intent.current.key);
    },
    onSuccess: async (output, input) => {
      intent.current = null;
      await Promise.all(outdates.map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone?.(output, input);
    },
    onError: (error) => {
      if (!isPassing(error)) intent.current = null;
    },
  });
}
