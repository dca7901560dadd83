import { day, relative, shortDateTime, today } from './time';

const at = (text: string) => Date.parse(text);

describe('times of the console', () => {
  it.each([
    ['2026-11-26T18:00:00+09:00', '2026-11-24T22:00:00+09:00', '明後日'],
    ['2026-11-25T00:10:00+09:00', '2026-11-24T23:50:00+09:00', '明日'],
    ['2026-11-24T18:00:00+09:00', '2026-11-24T15:30:00+09:00', '2 時間後'],
    ['2026-11-24T18:00:00+09:00', '2026-11-24T18:20:00+09:00', '20 分前'],
    ['2026-11-23T18:00:00+09:00', '2026-11-24T00:10:00+09:00', '昨日'],
    ['2026-11-24T18:00:00+09:00', '2026-11-24T18:00:10+09:00', '今'],
  ])('%s seen at %s is %s, by the days of Japan', (then, now, words) => {
    expect(relative(then, 'ja', at(now))).toBe(words);
  });

  it('are those of Japan, wherever the browser stands', () => {
    expect(today(at('2026-11-24T15:00:00Z'))).toBe('2026-11-25');
    expect(shortDateTime('2026-11-24T15:00:00Z', 'ja', at('2026-11-24T00:00:00Z'))).toBe('11/25 00:00');
    expect(shortDateTime('2028-01-01T00:00:00Z', 'ja', at('2026-11-24T00:00:00Z'))).toContain('2028');
    expect(day('2026-05-05', 'ja')).toBe('2026/5/5(火)');
  });
});
