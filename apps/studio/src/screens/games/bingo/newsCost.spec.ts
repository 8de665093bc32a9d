import { bingoDocumentSchema } from '@chatloom/contract';
import type { z } from 'zod';
import { newsCost } from './newsCost';

const document = (more: Partial<z.input<typeof bingoDocumentSchema>>) =>
  bingoDocumentSchema.parse({ title: 'Night', card: { type: 'balls75' }, rounds: 2, prizes: [{ id: 'a', name: 'A', pattern: { type: 'line' }, winners: 3 }, { id: 'b', name: 'B', pattern: { type: 'blackout' }, winners: 1 }], ...more });

describe('what news of a game cost', () => {
  it.each([
    ['nothing, where nobody is told', document({}), 100, { perCall: 0, inAll: 0 }],
    ['one message for each winner', document({ news: 'winners' }), 100, { perCall: 0, inAll: 8 }],
    ['no more winners than there are people', document({ news: 'winners' }), 1, { perCall: 0, inAll: 4 }],
    ['everybody, with each ball', document({ news: 'everyCall' }), 100, { perCall: 100, inAll: 15_000 }],
    ['winners alone where nothing is called', document({ news: 'everyCall', calls: { by: 'event' } }), 100, { perCall: 0, inAll: 8 }],
  ])('%s', (_what, asked, people, cost) => expect(newsCost(asked, people)).toEqual(cost));
});
