import { bingoDocumentSchema } from '@chatloom/contract';
import { callLabel, findItem, itemLabel } from './itemLabel';

const prizes = [{ id: 'line', name: 'A drink', pattern: { type: 'line' as const }, winners: 1 }];
const balls = bingoDocumentSchema.parse({ title: 'Night', card: { type: 'balls75' }, prizes });
const shops = bingoDocumentSchema.parse({ title: 'Town', card: { type: 'list', size: 3, items: Array.from({ length: 9 }, (_, i) => ({ label: `Shop ${i + 1}` })) }, prizes });

describe('what stands on a cell', () => {
  it.each([[0, 'B-1'], [15, 'I-16'], [44, 'N-45'], [59, 'G-60'], [74, 'O-75']])('ball %d is called %s, and found by what was called', (item, label) => {
    expect(callLabel(balls, item)).toBe(label);
    expect(findItem(balls, label)).toBe(item);
    expect(findItem(balls, itemLabel(balls, item))).toBe(item);
  });

  it.each([['ｓｈｏｐ ２ ', 1], ['Shop 9', 8], ['Shop 10', null], ['', null]])('"%s" is found as a person types it', (text, item) => expect(findItem(shops, text)).toBe(item));

  it.each(['0', '76', 'X-5', 'B-', '1.5'])('"%s" is no ball', (text) => expect(findItem(balls, text)).toBeNull());
});
