import { fromEditor, toEditor } from './fieldDraft';

it.each([
  ['text', ' two words ', ' two words '],
  ['number', '1,250.5', 1250.5],
  ['number', '-3', -3],
  ['date', '2026-02-28', '2026-02-28'],
  ['boolean', 'false', false],
  ['choice', 'red', 'red'],
  ['multiChoice', ['red', 'blue'], ['red', 'blue']],
] as const)('keeps a %s typed as %j as %j', (type, typed, stored) => expect(fromEditor(type, typed as never)).toEqual(stored));

it.each(['text', 'number', 'date', 'dateTime', 'boolean', 'choice'] as const)('empties a %s that was cleared', (type) => expect(fromEditor(type, '')).toBeNull());
it('empties a choice of several without any', () => expect(fromEditor('multiChoice', [])).toBeNull());

it.each([
  ['number', 'twelve'],
  ['date', '28.2.2026'],
  ['dateTime', 'tomorrow'],
] as const)('does not take %s "%s"', (type, typed) => expect(fromEditor(type, typed)).toBeUndefined());

it('shows a moment by the reader’s clock and stores the same moment again', () => {
  const stored = '2026-11-21T14:05:00.000Z';
  expect(fromEditor('dateTime', toEditor('dateTime', stored))).toBe(stored);
});

it.each([
  ['number', 12, '12'],
  ['number', '12', '12'],
  ['boolean', true, 'true'],
  ['date', 'someday', ''],
  ['dateTime', 5, ''],
  ['text', { a: 1 }, '{"a":1}'],
  ['multiChoice', ['a', 1], ['a']],
  ['multiChoice', 'a', []],
] as const)('shows a %s stored as %j as %j', (type, stored, shown) => expect(toEditor(type, stored as never)).toEqual(shown));
