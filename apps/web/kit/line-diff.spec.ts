import fc from 'fast-check';
import { diffLines } from './line-diff';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('lines that went and came', () => {
  it('tell both texts: without the new ones the old, without the gone ones the new', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string) =>
          lines
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join('\n');
        expect(without('new')).toBe(before);
        expect(without('gone')).toBe(after);
      }),
    );
  });

  it('keep what both have', () => {
    expect(
      diffLines('番号を入力する。\nCSVで納める。', '番号を入力する。\n読めないものは不明とする。\nCSVで納める。'),
    ).toEqual([
      { kind: 'same', text: '番号を入力する。' },
      { kind: 'new', text: '読めないものは不明とする。' },
      { kind: 'same', text: 'CSVで納める。' },
    ]);
  });
});
