import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { Problem } from './problem';
import { wordsOfIssue } from './validation-words';

interface StandardSchema {
  '~standard': { validate(value: unknown): unknown };
}

const MAX_ERRORS = 100;

/**
 * Checks `@Body({schema})`, `@Query({schema})` and `@Param({schema})`, and hands the parsed value on. Faults answer with
 * JSON pointers and our own words (zod's Japanese is not for people).
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const schema = (metadata as { schema?: StandardSchema }).schema;
    if (!schema || metadata.type === 'custom') return value;
    if (metadata.type === 'body' && value === undefined) throw new Problem(400, 'body_required');
    const result = (await schema['~standard'].validate(value)) as { value?: unknown; issues?: z.core.$ZodIssue[] };
    if (!result.issues) return result.value;
    if (metadata.type === 'param') throw new Problem(404, 'not_found');
    throw problemOf(result.issues, metadata.type);
  }
}

export function problemOf(issues: readonly z.core.$ZodIssue[], type: 'body' | 'query' = 'body'): Problem {
  const errors = issues.flatMap((issue) => errorsOf(issue, type === 'query' ? '/query' : ''));
  return new Problem(type === 'query' ? 400 : 422, type === 'query' ? 'invalid_query' : 'invalid_fields', {
    errors: errors.slice(0, MAX_ERRORS),
    ...(errors.length > MAX_ERRORS && { extras: { errorCount: errors.length } }),
  });
}

function errorsOf(issue: z.core.$ZodIssue, base: string) {
  const pointer = base + issue.path.map(segment).join('');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointer + segment(key), ...wordsOfIssue(issue) }));
  return [{ pointer: pointer === '' ? '/' : pointer, ...wordsOfIssue(issue) }];
}

const segment = (part: PropertyKey): string => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
