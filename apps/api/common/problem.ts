import { PROBLEMS, type ProblemCode, type Words } from './problem-catalog';

export type Locale = 'ja' | 'en';

export interface FieldError {
  /** JSON pointer into the body (`/rows/1/yen`); query parameters as `/query/limit`. */
  pointer: string;
  code: string;
  detail: Words;
}

export interface ProblemOptions {
  detail?: Words;
  errors?: readonly (FieldError & Record<string, unknown>)[];
  /** More members of the answer, such as the present stage. */
  extras?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** The one way in which the API says no. Thrown anywhere; the filter writes it as application/problem+json. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(code);
    this.name = 'Problem';
  }

  title(locale: Locale): string {
    return PROBLEMS[this.code][locale];
  }

  body(locale: Locale, instance: string, traceId: string): Record<string, unknown> {
    const { detail, errors, extras } = this.options;
    return {
      type: `urn:kado:problem:${this.code}`,
      title: this.title(locale),
      status: this.status,
      ...(detail && { detail: detail[locale] }),
      instance,
      traceId,
      code: this.code,
      ...(errors && { errors: errors.map((error) => ({ ...error, detail: error.detail[locale] })) }),
      ...extras,
    };
  }
}

/** One wrong field. */
export function fieldProblem(pointer: string, code: string, detail: Words): Problem {
  return new Problem(422, 'invalid_fields', { errors: [{ pointer, code, detail }] });
}

/** The language asked for: the first of ja and en in Accept-Language by weight, otherwise Japanese. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { language: tag.split('-')[0], weight: q ? Number(q.slice(2)) || 0 : 1 };
    })
    .filter(({ language, weight }) => weight > 0 && (language === 'ja' || language === 'en'))
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language === 'en' ? 'en' : 'ja';
}
