import { matchesName, nameQuery } from './names';

describe('names as people type them', () => {
  it.each([
    ['なかむら', 'ナカムラ'],
    ['ﾅｶﾑﾗ', 'ナカムラ'],
    [' 中村　美咲 ', '中村 美咲'],
    ['きょうこ', 'キョウコ'],
    ['Ｗ１２', 'W12'],
  ])('%s is looked for as %s', (typed, wanted) => {
    expect(nameQuery(typed)).toBe(wanted);
  });

  it('finds a name by any part of it or of its reading, spaces aside', () => {
    const name = '中村 美咲 ナカムラ ミサキ';
    expect(['中村美', 'むらみ', '中村　美咲', 'ﾐｻｷ', ''].every((typed) => matchesName(name, typed))).toBe(true);
    expect(matchesName(name, '山本')).toBe(false);
  });
});
