import fc from 'fast-check';
import { normaliseDigit } from './item-answers';

describe('normaliseDigit', () => {
  it.each([
    ['7', '7'],
    [' 7\n', '7'],
    ['７', '7'],
    ['　０　', '0'],
    ['\u00a03', '3'],
    ['①', '1'],
    [7, '7'],
    [0, '0'],
  ])('%j is %s', (value, digit) => {
    expect(normaliseDigit(value)).toBe(digit);
  });

  it.each([
    '',
    ' ',
    '10',
    '１０',
    '1 2',
    '-1',
    '+1',
    '1.',
    '⑩',
    '七',
    'l',
    'O',
    '٣',
    '1\u0301',
    10,
    1.5,
    -1,
    Number.NaN,
    null,
    undefined,
    true,
    ['1'],
    { toString: () => '1' },
    1n,
  ])('%p is no digit', (value) => {
    expect(normaliseDigit(value)).toBeUndefined();
  });

  it('answers one of ten characters or nothing, and keeps what it answered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 2 })), (value) => {
        const digit = normaliseDigit(value);
        if (digit === undefined) return;
        expect('0123456789').toContain(digit);
        expect(digit).toHaveLength(1);
        expect(normaliseDigit(digit)).toBe(digit);
      }),
    );
  });
});
