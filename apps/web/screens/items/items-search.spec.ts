import { readItemsSearch } from './items-search';

describe('filters of the items in the address', () => {
  it('are read as they were written', () => {
    const search = { state: ['accepted', 'returned'], lot: '2', author: 'a-1', q: 'digit', item: 'i-1' };
    expect(readItemsSearch(search)).toEqual({ ...search, state: ['returned', 'accepted'] });
  });

  it('take a number for the text it stands for, and one state for a list', () => {
    expect(readItemsSearch({ lot: 2, q: 7, state: 'void' })).toEqual({ lot: '2', q: '7', state: ['void'] });
  });

  it('leave out what is no filter', () => {
    expect(readItemsSearch({ state: ['gone'], lot: '', purpose: 'fun', author: null, other: 1 })).toEqual({});
  });
});
