import fc from 'fast-check';
import { percentageOf, plainNumber, readNumber, shareOf } from './numbers';

describe('numbers as they are typed', () => {
  it.each([
    ['１，２００', 1_200],
    ['1,200', 1_200],
    ['　98．5 ', 98.5],
    ['－5', -5],
    ['.5', 0.5],
    ['3.', 3],
  ])('%s is read', (typed, read) => {
    expect(readNumber(typed)).toBe(read);
  });

  it.each(['', '  ', 'abc', '1.2.3', '1e5', '--1', '十'])('%j is no number', (typed) => {
    expect(readNumber(typed)).toBeUndefined();
  });

  it('are shown as they were read', () => {
    expect(plainNumber('１，２００')).toBe('1200');
  });

  it('shares go through percentages and back, to four decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (tenThousandths) => {
        const share = tenThousandths / 10_000;
        expect(shareOf(percentageOf(share))).toBe(share);
      }),
    );
  });
});
