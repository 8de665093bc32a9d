import { itemsOfLines } from './itemsOfLines';

const TEA = 'https://shop.example/tea.png';
const before = [{ label: 'Tea', imageUrl: TEA }, { label: 'Cake', imageUrl: null }];

describe('things written one in each line', () => {
  it('keep their picture while their name is written on', () => {
    expect(itemsOfLines(before, 'Green tea\nCake')).toEqual([{ label: 'Green tea', imageUrl: TEA }, { label: 'Cake', imageUrl: null }]);
  });

  it('keep their picture when others come before them, and lose it with their line', () => {
    expect(itemsOfLines(before, 'Rice\nTea\nCake').map(({ imageUrl }) => imageUrl)).toEqual([null, TEA, null]);
    expect(itemsOfLines(before, 'Cake')).toEqual([{ label: 'Cake', imageUrl: null }]);
  });
});
