import fc from 'fast-check';
import { readFieldCell, readFieldValue, readYesNo } from './readFieldValue';

const OPTIONS = [{ key: 's', label: 'Small' }, { key: 'l', label: '大' }];

describe('values of fields', () => {
  it.each([
    ['text', 'x', 'x'],
    ['text', 5, '5'],
    ['number', 1.5, 1.5],
    ['date', '2024-02-29', '2024-02-29'],
    ['dateTime', '2026-12-24T09:00:00+09:00', '2026-12-24T00:00:00.000Z'],
    ['dateTime', '2026-12-24T09:00', '2026-12-24T09:00'],
    ['boolean', false, false],
    ['choice', 'l', 'l'],
    ['multiChoice', ['l', 's', 'l'], ['l', 's']],
  ] as const)('of type %s: %j is kept', (type, value, kept) => expect(readFieldValue({ type, options: OPTIONS }, value as never)).toEqual({ value: kept }));

  it.each([
    ['number', '5', 'notANumber'],
    ['date', '2023-02-29', 'notADate'],
    ['date', '24.12.2026', 'notADate'],
    ['dateTime', '2026-12-24T25:00:00Z', 'notADate'],
    ['boolean', 'yes', 'notYesNo'],
    ['choice', 'Small', 'notAnOption'],
    ['multiChoice', ['s', 'x'], 'notAnOption'],
    ['text', ['a'], 'textTooLong'],
  ] as const)('of type %s: %j is refused', (type, value, fault) => expect(readFieldValue({ type, options: OPTIONS }, value as never)).toEqual({ fault }));

  it('fit again once they are stored', () => {
    const types = ['text', 'number', 'date', 'dateTime', 'boolean', 'choice', 'multiChoice'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.oneof(fc.string(), fc.constantFrom('2026-03-04', '1,234', 'はい', 's,l', '大', '2026/3/4 9:05'), fc.double({ noNaN: true }).map(String)), (type, text) => {
        const read = readFieldCell({ type, options: OPTIONS }, text === '' ? 'x' : text, 'ymd');
        if ('value' in read) expect(readFieldValue({ type, options: OPTIONS }, read.value)).toEqual({ value: read.value });
      }),
    );
  });
});

describe('cells of files', () => {
  it.each([
    ['number', '1,234.5', 'ymd', 1234.5],
    ['number', '１２', 'ymd', 12],
    ['date', '2026/3/4', 'dmy', '2026-03-04'],
    ['date', '2026年3月4日', 'ymd', '2026-03-04'],
    ['date', '20260304', 'ymd', '2026-03-04'],
    ['date', '03/04/2026', 'dmy', '2026-04-03'],
    ['date', '03/04/2026', 'mdy', '2026-03-04'],
    ['dateTime', '2026-03-04 9:05', 'ymd', '2026-03-04T09:05'],
    ['boolean', 'ใช่', 'ymd', true],
    ['choice', 'small', 'ymd', 's'],
    ['multiChoice', '大、Small', 'ymd', ['l', 's']],
  ] as const)('of type %s: %s (%s)', (type, text, order, value) => expect(readFieldCell({ type, options: OPTIONS }, text, order)).toEqual({ value }));

  it.each([['number', '1.234,5'], ['date', '31.2.2026'], ['date', '3/4/26'], ['boolean', 'maybe'], ['choice', 'medium']] as const)('of type %s: %s is refused', (type, text) =>
    expect(readFieldCell({ type, options: OPTIONS }, text, 'dmy')).toHaveProperty('fault'));

  it.each([['○', true], ['いいえ', false], ['對', true], ['NO', false], ['perhaps', null]])('%s is a yes: %s', (word, answer) => expect(readYesNo(word)).toBe(answer));
});
