import type { z } from 'zod';
import type { Words } from './problem-catalog';

interface Described {
  code: string;
  detail: Words;
}

/** One sentence for each kind of wrong value. A schema may bring its own: `message: 'code|日本語|English'`. */
export function wordsOfIssue(issue: z.core.$ZodIssue): Described {
  const [own, ja, en] = issue.message.split('|');
  if (own && ja && en && /^[a-z_]+$/.test(own)) return { code: own, detail: { ja, en } };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && !/received (?!undefined)/.test(issue.message)
        ? said('required', '必須の項目です。', 'This field is required.')
        : said(
            'wrong_type',
            `${TYPES[issue.expected]?.ja ?? issue.expected}で指定してください。`,
            `Must be ${TYPES[issue.expected]?.en ?? issue.expected}.`,
          );
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return said('unknown_value', `次のいずれかを指定してください: ${values}`, `Must be one of: ${values}`);
    }
    case 'invalid_format':
      return badFormat(issue.format);
    case 'unrecognized_keys':
      return said('unknown_field', 'この項目はありません。', 'There is no such field.');
    case 'not_multiple_of':
      return said(
        'not_multiple',
        `${issue.divisor}の倍数で指定してください。`,
        `Must be a multiple of ${issue.divisor}.`,
      );
    default:
      return said('invalid', '値が正しくありません。', 'This value is not right.');
  }
}

const said = (code: string, ja: string, en: string): Described => ({ code, detail: { ja, en } });

const TYPES: Record<string, Words | undefined> = {
  string: { ja: '文字列', en: 'a text' },
  number: { ja: '数値', en: 'a number' },
  int: { ja: '整数', en: 'a whole number' },
  boolean: { ja: 'trueまたはfalse', en: 'true or false' },
  array: { ja: '配列', en: 'a list' },
  object: { ja: 'オブジェクト', en: 'an object' },
  record: { ja: 'オブジェクト', en: 'an object' },
};

function tooSmall(issue: z.core.$ZodIssueTooSmall): Described {
  const least = Number(issue.minimum);
  if (issue.origin === 'string')
    return least <= 1
      ? said('required', '入力してください。', 'Must not be empty.')
      : said('too_short', `${least}文字以上で入力してください。`, `At least ${least} characters.`);
  if (issue.origin === 'array') return said('too_few', `${least}件以上必要です。`, `At least ${least} entries.`);
  return issue.inclusive === false
    ? said('too_small', `${least}より大きい値にしてください。`, `Must be above ${least}.`)
    : said('too_small', `${least}以上の値にしてください。`, `Must be at least ${least}.`);
}

function tooBig(issue: z.core.$ZodIssueTooBig): Described {
  const most = Number(issue.maximum);
  if (issue.origin === 'string')
    return said('too_long', `${most}文字以内で入力してください。`, `At most ${most} characters.`);
  if (issue.origin === 'array') return said('too_many', `${most}件までです。`, `At most ${most} entries.`);
  return issue.inclusive === false
    ? said('too_big', `${most}より小さい値にしてください。`, `Must be below ${most}.`)
    : said('too_big', `${most}以下の値にしてください。`, `Must be at most ${most}.`);
}

function badFormat(format: string): Described {
  if (format === 'uuid') return said('not_uuid', 'IDの形式が正しくありません。', 'This is not an id.');
  if (format === 'date')
    return said('not_date', '日付はYYYY-MM-DDで入力してください。', 'Dates are written YYYY-MM-DD.');
  if (format === 'datetime')
    return said(
      'not_instant',
      '日時はRFC 3339（例 2026-11-22T09:00:00+09:00）で入力してください。',
      'Times are RFC 3339 with an offset.',
    );
  return said('wrong_format', '形式が正しくありません。', 'The format is not right.');
}
