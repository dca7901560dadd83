import { readGold, readManifest } from './manifest';

const csv = (text: string) => readManifest(Buffer.from(text));
const faults = (text: string) => csv(text).errors.map(({ row, column, code }) => `${row} ${column} ${code}`);

describe('a manifest', () => {
  it('is read with and without a byte order mark, with either line end, columns in any order', () => {
    const expected = [
      { external_id: 'd-1', image: 'images/1.png', row: 2 },
      { external_id: '二', image: 'images/2.png', row: 3 },
    ];
    expect(csv('external_id,image\nd-1,images/1.png\n二,images/2.png\n')).toEqual({ rows: expected, errors: [] });
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

describe('known answers', () => {
  it('come with the same rules', () => {
    expect(readGold(Buffer.from('external_id,label\na,3\na,4\n'))).toEqual({
      rows: [{ external_id: 'a', label: '3', row: 2 }],
      errors: [{ row: 3, column: 'external_id', code: 'duplicate' }],
    });
  });
});
