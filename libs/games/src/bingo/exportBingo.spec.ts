import { bingoDocumentSchema } from '@chatloom/contract';
import { exportBingo } from './exportBingo';

it('a game as a table: winners in the order they won, and what was called; names are no formulas', () => {
  const document = bingoDocumentSchema.parse({ title: 'Night', card: { type: 'balls75' }, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 2 }] });
  const at = '2026-11-21T10:00:00.000Z';
  const winner = { contactId: '019a1b2c-0000-7000-8000-000000000001', round: 1, prizeId: 'line', call: 9, at };
  const host = {
    calls: [{ item: 0, at }, { item: 74, at }], nextCallAt: null, prizeId: null, reaching: { count: 0, people: [] }, waiting: [], canUndo: false,
    winners: [{ ...winner, displayName: '=HYPERLINK("http://bad")', place: 2 }, { ...winner, displayName: 'Ann', place: 1 }],
  };
  const lines = exportBingo({ name: 'Night', document, host }).replace(/^\uFEFF/, '').split('\r\n');
  expect(lines[3]).toContain('A drink,1,Ann');
  expect(lines[4]).not.toContain(',=HYPERLINK');
  expect(lines.slice(6)).toEqual(['call,item,time', `1,B-1,${at}`, `2,O-75,${at}`, '']);
});
