import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ProblemError } from '../api/problem';

/**
 * The API's field errors (JSON Pointers) on the fields they speak of. True when every one found its field; otherwise the
 * problem has to be shown as a whole too.
 */
export function showOnFields<T extends FieldValues>(
  error: unknown,
  form: UseFormReturn<T>,
  nameOf: (pointer: string) => string = (pointer) => pointer.replace(/^#?\//, '').replaceAll('/', '.'),
): boolean {
  if (!(error instanceof ProblemError) || !error.problem.errors?.length) return false;
  const known = new Set(Object.keys(form.getValues()));
  let isComplete = true;
  for (const { pointer, detail } of error.problem.errors) {
    const name = nameOf(pointer);
    if (known.has(name.split('.')[0] ?? '')) form.setError(name as Path<T>, { type: 'server', message: detail });
    else isComplete = false;
  }
  return isComplete;
}
