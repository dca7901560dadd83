import { badRowsCsv } from './bad-rows';
import { readGold, readManifest } from './manifest';

const csv = (text: string) => readManifest(Buffer.from(text));
const faults = (text: string) => csv(text).errors.map(({ row, column, code }) => `${row} ${column} ${code}`);

describe('a manifest', () => {
  it('is read with and without a byte order mark, with either line end, columns in any order', () => {
    const expected = [
      { external_id: 'd-1', image: 'images/1.png', row: 2 },
      { external_id: '二', image: 'images/2.png', row: 3 },
    ];
    expect(csv('external_id,image\nd-1,images/1.png\n二,images/2.png\n')).toMatchObject({ rows: expected, errors: [] });
    expect(csv('\uFEFFexternal_id,image\r\nd-1,images/1.png\r\n二,images/2.png').rows).toEqual(expected);
    expect(csv('image,external_id\nimages/1.png,d-1\nimages/2.png,"二"\n').rows).toEqual(expected);
  });

  it('counts rows as a spreadsheet does and passes over empty ones', () => {
    expect(csv('external_id,image\n\na,b\n\n\nc,d\n').rows.map(({ row }) => row)).toEqual([3, 6]);
  });

  it('names every faulty cell by row, column and reason', () => {
    expect(
      faults(
        [
          'external_id,image',
          ',images/1.png',
          '  ,images/1.png',
          'a,',
          'b,x.png',
          'b,y.png',
          `${'c'.repeat(101)},x.png`,
          '=cmd(),x.png',
          '@d,x.png',
          '-1,+x.png',
          'e\u0000,x.png',
          'f',
          'g,x.png,z',
        ].join('\n'),
      ),
    ).toEqual([
      '2 external_id required',
      '3 external_id required',
      '4 image required',
      '6 external_id duplicate',
      '7 external_id too_long',
      '8 external_id formula',
      '9 external_id formula',
      '10 external_id formula',
      '10 image formula',
      '11 external_id unusable_text',
      '12 image wrong_cell_count',
      '13 image wrong_cell_count',
    ]);
  });

  it('says what is wrong with the file as a whole', () => {
    expect(faults('id,image\na,b\n')).toEqual(['1 external_id missing_column', '1 id unknown_column']);
    expect(faults('external_id,image,image\na,b,c\n')).toEqual(['1 image unknown_column']);
    expect(faults('')).toEqual(['1 external_id missing_column', '1 image missing_column']);
    expect(faults('external_id,image\n')).toEqual(['2 external_id no_rows']);
    expect(faults('external_id,image\na,"b\n')).toEqual(['2 external_id malformed']);
    const sjis = readManifest(Buffer.from([0x65, 0x78, 0x82, 0xa0, 0xff]));
    expect(sjis.errors).toEqual([{ row: 1, column: 'external_id', code: 'not_utf8' }]);
  });
});

describe('the encoding of a manifest', () => {
  // 番号, 髙 (IBM's addition to CP932) and a half-width katakana, as Japanese Excel saves them
  const cp932 = Buffer.concat([
    Buffer.from('external_id,image\r\n'),
    Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0xfb, 0xfc, 0xb1]),
    Buffer.from(',1.png\r\n'),
  ]);

  it('is found out: UTF-8 with and without its mark, CP932', () => {
    expect(readManifest(cp932)).toMatchObject({ encoding: 'cp932', rows: [{ external_id: '番号髙ｱ' }], errors: [] });
    expect(csv('external_id,image\n番号,1.png').encoding).toBe('utf-8');
    expect(csv('\uFEFFexternal_id,image\n番号,1.png').encoding).toBe('utf-8');
  });

  it('is the one a person names, and never guessed after a mark', () => {
    expect(readManifest(cp932, 'utf-8')).toMatchObject({ encoding: null, errors: [{ code: 'not_utf8' }] });
    expect(readManifest(Buffer.from('external_id,image\n番号,1.png'), 'cp932').encoding).toBe('cp932');
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), cp932]);
    expect(readManifest(marked)).toMatchObject({ encoding: null, errors: [{ code: 'not_utf8' }] });
  });
});

describe('the faulty rows of a table', () => {
  const reasons = { ja: ['空欄です。'], en: ['Empty.'] };
  const bad = (row: number) => ({ row, columns: ['external_id'], codes: ['required'], reasons });

  it('keep heading and cells, defuse formulas, and open in a spreadsheet', () => {
    const { records } = csv('external_id,image\n,=cmd()\nok,1.png\n@x,2.png,more\n');
    expect(badRowsCsv(records, [bad(2), bad(4)]).split('\r\n')).toEqual([
      '\uFEFFkado_row,kado_column,kado_code,kado_reason_ja,kado_reason_en,external_id,image',
      "2,external_id,required,空欄です。,Empty.,,'=cmd()",
      "4,external_id,required,空欄です。,Empty.,'@x,2.png,more",
      '',
    ]);
  });

  it('can be mended and sent again as they are', () => {
    const { records } = csv('external_id,image\n,1.png\n');
    const again = csv(badRowsCsv(records, [bad(2)]).replace('Empty.,,', 'Empty.,mended,'));
    expect(again).toMatchObject({ rows: [{ external_id: 'mended', image: '1.png', row: 2 }], errors: [] });
    expect(badRowsCsv(again.records, [bad(2)]).split('\r\n')[1]).toBe(
      '2,external_id,required,空欄です。,Empty.,mended,1.png',
    );
  });
});

describe('known answers', () => {
  it('come with the same rules', () => {
    expect(readGold(Buffer.from('external_id,label\na,3\na,4\n'))).toMatchObject({
      rows: [{ external_id: 'a', label: '3', row: 2 }],
      errors: [{ row: 3, column: 'external_id', code: 'duplicate' }],
    });
  });
});
