import { table } from './table';

describe('table', () => {
  it('aligns columns with Japanese in them', () => {
    const lines = table([
      ['役割', 'login'],
      ['a', 'manager01'],
    ]).split('\n');
    expect(lines).toEqual(['  役割  login', '  a     manager01']);
  });
});
