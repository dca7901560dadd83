import { addNew, readPasted } from './paste';

const usual = { code: 'wrong_value', comment: '' };

describe('items that are pasted', () => {
  it('are divided by lines, blanks and commas of either width', () => {
    expect(readPasted('a-1 a-2、a-3,a-4\r\n\n　a-5', usual).map(({ externalId }) => externalId)).toEqual([
      'a-1',
      'a-2',
      'a-3',
      'a-4',
      'a-5',
    ]);
  });

  it('come from a spreadsheet with their reason, by code or name, and comment', () => {
    expect(readPasted('a-1\t読み取れない\tかすれ\na-2\tduplicate\na 3\tnonsense\t\n\tx', usual)).toEqual([
      { externalId: 'a-1', code: 'unreadable', comment: 'かすれ' },
      { externalId: 'a-2', code: 'duplicate', comment: '' },
      { externalId: 'a 3', code: 'wrong_value', comment: '' },
    ]);
  });

  it('stand in the table once, and those that stood there keep their reason', () => {
    const there = [{ externalId: 'a-1', code: 'other', comment: 'x' }];
    expect(addNew(there, readPasted('a-1 a-2 a-2', usual))).toEqual({
      rows: [...there, { externalId: 'a-2', ...usual }],
      known: 2,
    });
  });
});
