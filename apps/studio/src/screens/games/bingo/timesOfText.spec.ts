import { timesOfText } from './timesOfText';

describe('times typed in one field', () => {
  it.each([
    ['12:00', ['12:00']],
    ['12:00,', ['12:00']],
    ['12:00, 18:30', ['12:00', '18:30']],
    ['9:05、１８：３０', ['09:05', '18:30']],
    ['12:00 12:00', ['12:00']],
    ['noon', ['noon']],
    ['', []],
  ])('%s', (text, times) => {
    expect(timesOfText(text)).toEqual(times);
  });
});
