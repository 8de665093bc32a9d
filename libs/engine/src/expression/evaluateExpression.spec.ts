import { EXPRESSION_FUNCTIONS as FUNCTIONS, parseExpression, ROOT_NAMES } from '@chatloom/flow';
import fc from 'fast-check';
import type { Json } from '../types';
import { evaluateExpression } from './evaluateExpression';
import type { Scope } from './scope';

const scope: Scope = {
  // Saturday, 11:05 in Tokyo.
  now: Date.UTC(2026, 10, 21, 2, 5),
  timeZone: 'Asia/Tokyo',
  contact: { id: 'ann', displayName: 'Ann', fields: { age: 30, size: 'L', list: [1, 2, 3], map: { a: { b: 'c' } }, born: '1990-05-06' }, tags: ['vip'], isFriend: true, createdAt: 0 },
  bot: { id: 'bot', name: 'Robo', timeZone: 'Asia/Tokyo' },
  flow: { id: 'f', name: 'Booking' },
  answers: { guests: 4 },
  lastAnswer: 'yes',
};
const value = (source: string): Json => {
  const result = evaluateExpression(source, scope);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
};
const mistake = (source: string): string | undefined => {
  const result = evaluateExpression(source, scope);
  return result.ok ? undefined : result.error.code;
};

describe('expressions', () => {
  it.each<[string, Json]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['2 * 3 % 4', 2],
    ['-2 + 5', 3],
    ['1.5e2', 150],
    ['"a" + \'b\'', 'ab'],
    ['"\\"q\\" \\n"', '"q" \n'],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3', true],
    ['"a" < "b"', true],
    ['1 == 1.0 && "1" != 1', true],
    ['[1, [2]] == [1, [2]] && [1] != [2]', true],
    ['true || false && false', true],
    ['!false && !null', true],
    ['true ? 1 : false ? 2 : 3', 1],
    ['false ? 1 : false ? 2 : 3', 3],
    ['2 in [1, 2]', true],
    ['"vip" in contact.tags', true],
    ['"a" in field.map', true],
    ['"x" in null', false],
    ['field.map.a.b', 'c'],
    ['field["map"]["a"].b', 'c'],
    ['field.list[0]', 1],
    ['field.list[9]', null],
    ['field.gone.deeper', null],
    ['field.gone > 3', false],
    ['contact.displayName == "Ann" && contact.isFriend', true],
    ['answer.guests > 3', true],
    ['lastAnswer', 'yes'],
    ['size("日本👍") + size([1,2]) + size(null)', 5],
    ['contains("Hello", "ell") && startsWith("Hello", "He") && endsWith("Hello", "lo")', true],
    ['contains(contact.tags, "vip")', true],
    ['lower("ÀB") + upper("c") + trim(" d ")', 'àbCd'],
    ['matches("order 12", "^order [0-9]+$")', true],
    ['number("12") + 1', 13],
    ['number("x")', null],
    ['text(12) + "!"', '12!'],
    ['round(1.5) + floor(1.9) + ceil(1.1) + abs(-1) + min(3, 1) + max(3, 1)', 10],
    ['has(field.size) && !has(field.gone)', true],
    ['now == now()', true],
    ['hour() == 11 && minute() == 5 && weekday() == 6 && day() == 21 && month() == 11 && year() == 2026', true],
    ['daysBetween("2026-11-21", "2026-12-01")', 10],
    ['daysBetween(now, "2026-11-22")', 1],
    ['hoursBetween("2026-11-21T00:00", now) > 11', true],
    ['minutesBetween("2026-11-21 11:00", now)', 5],
    ['date("1970-01-01T09:00")', 0],
    ['2026 - year(field.born)', 36],
  ])('%s gives %j', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it.each([
    ['', 'syntax'],
    ['1 +', 'syntax'],
    ['1 2', 'syntax'],
    ['(1', 'syntax'],
    ['"open', 'syntax'],
    ['"\\x"', 'syntax'],
    ['colour == 1', 'unknownName'],
    ['1 = 1', 'syntax'],
    ['field.x()', 'syntax'],
    ['field.x.contains("a")', 'syntax'],
    ['process', 'unknownName'],
    ['constructor', 'unknownName'],
    ['eval("1")', 'unknownFunction'],
    ['toString()', 'unknownFunction'],
    ['size()', 'arguments'],
    ['now(1)', 'arguments'],
    ['1 + "a"', 'type'],
    ['1 < "a"', 'type'],
    ['1 && true', 'type'],
    ['!"a"', 'type'],
    ['-"a"', 'type'],
    ['1 in "abc"', 'type'],
    ['field[true]', 'type'],
    ['1 / 0', 'divisionByZero'],
    ['1e300 * 1e300', 'tooBig'],
    ['date("tomorrow")', 'date'],
    ['hour("x")', 'date'],
    ['matches("a", "(")', 'pattern'],
    ['matches("a", "(?=a)")', 'pattern'],
    ['('.repeat(100) + '1' + ')'.repeat(100), 'tooDeep'],
    ['!'.repeat(100) + 'true', 'tooDeep'],
    ['field' + '.a'.repeat(100), 'tooDeep'],
    ['1' + ' '.repeat(5_000), 'tooLong'],
  ])('%s is refused as %s', (source, code) => {
    expect(mistake(source)).toBe(code);
  });

  it('says where the mistake is', () => {
    expect(evaluateExpression('field.age >', scope)).toEqual({ ok: false, error: { code: 'syntax', message: 'Something is missing at the end.', position: 11 } });
    expect(evaluateExpression('1 + colour', scope)).toMatchObject({ ok: false, error: { position: 4 } });
  });

  it('does not look at the side that does not matter', () => {
    expect(value('false && 1 / 0 == 1')).toBe(false);
    expect(value('true || 1 / 0 == 1')).toBe(true);
    expect(value('true ? 1 : 1 / 0')).toBe(1);
  });

  it('cannot reach what objects inherit', () => {
    for (const key of ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'length']) {
      expect(value(`field.${key}`)).toBeNull();
      expect(value(`field["${key}"]`)).toBeNull();
      expect(value(`field.list["${key}"]`)).toBeNull();
      expect(value(`"${key}" in field`)).toBe(false);
    }
    const polluted = { ...scope, contact: { ...scope.contact, fields: JSON.parse('{"__proto__":{"x":1}}') } };
    expect(evaluateExpression('field.__proto__', polluted)).toEqual({ ok: true, value: null });
    expect(evaluateExpression('field.x', polluted)).toEqual({ ok: true, value: null });
  });

  it('gives up when it takes too long or grows too big', () => {
    const big = { ...scope, answers: { text: 'x'.repeat(40_000), list: Array.from({ length: 20_000 }, () => 'x') } };
    expect(evaluateExpression('answer.text + answer.text', big)).toMatchObject({ error: { code: 'tooBig' } });
    expect(evaluateExpression('"y" in answer.list', big)).toMatchObject({ error: { code: 'tooManySteps' } });
    expect(evaluateExpression('answer', big)).toMatchObject({ error: { code: 'tooBig' } });
    const patterns = Array.from({ length: 40 }, (_, index) => `matches(answer.text, "a${index}$")`).join(' || ');
    expect(evaluateExpression(patterns, big)).toMatchObject({ error: { code: 'tooManySteps' } });
    expect(evaluateExpression('matches(answer.text, ".*x.{400}y")', big)).toMatchObject({ error: { code: 'tooManySteps' } });
    expect(evaluateExpression('matches(answer.text, "^x+y?")', { ...scope, answers: { text: 'x'.repeat(2_000) } })).toEqual({ ok: true, value: true });
    let deep: Json = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(evaluateExpression('answer', { ...scope, answers: { deep } })).toMatchObject({ error: { code: 'tooBig' } });
    expect(evaluateExpression('answer.deep == answer.other', { ...scope, answers: { deep, other: [deep] } })).toMatchObject({ error: { code: 'tooDeep' } });
  });

  it('takes long chains of conditions', () => {
    expect(value(Array.from({ length: 300 }, () => 'true').join(' && '))).toBe(true);
    expect(value(Array.from({ length: 1_000 }, () => '1').join('+'))).toBe(1_000);
  });
});

describe('expressions of strangers', () => {
  const atom = fc.oneof(
    fc.constantFrom(...ROOT_NAMES, ...Object.keys(FUNCTIONS), 'true', 'null', '__proto__', 'constructor', 'this', 'globalThis', '1', '0', '"x"', "'", '"', '\\', '😀'),
    fc.double().map(String),
    fc.string({ maxLength: 4 }).map((text) => JSON.stringify(text)),
  );
  const sign = fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '!', '?', ':', '(', ')', '[', ']', '.', ',', ' in ', ' ');
  const soup = fc.array(fc.oneof(atom, sign), { maxLength: 25 }).map((pieces) => pieces.join(''));
  const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
    leaf: fc.constantFrom('1', '0', '-3', '"a"', 'true', 'null', 'field.age', 'field.gone', 'contact.tags', 'field.list', 'now', 'field.map'),
    tree: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', ' in '), tie('tree')).map(([a, op, b]) => `(${a}${op}${b})`),
      tie('tree').map((a) => `!${a}`),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `(${a}?${b}:${c})`),
      fc.tuple(fc.constantFrom(...Object.keys(FUNCTIONS)), fc.array(tie('tree'), { maxLength: 2 })).map(([name, values]) => `${name}(${values.join(',')})`),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `[${a},${b}][${b}]`),
    ),
  }));

  it('refuse a number that is too large to be one', () => {
    expect(evaluateExpression('1e+311', scope)).toMatchObject({ ok: false, error: { code: 'tooBig', position: 0 } });
  });

  it.each([
    ['soups of signs', soup],
    ['well-formed trees', tree],
    ['any text', fc.string({ unit: 'binary', maxLength: 60 })],
  ])('never throw, never answer with anything but JSON, and always answer the same: %s', (_what, sources) => {
    fc.assert(
      fc.property(sources, (source) => {
        const result = evaluateExpression(source, scope);
        if (result.ok) {
          expect(['string', 'number', 'boolean', 'object']).toContain(typeof result.value);
          expect(JSON.stringify(result.value).length).toBeLessThanOrEqual(200_000);
          if (typeof result.value === 'number') expect(Number.isFinite(result.value)).toBe(true);
        } else {
          expect(result.error.message.length).toBeGreaterThan(0);
          expect(result.error.position).toBeLessThanOrEqual(source.length);
        }
        expect(evaluateExpression(source, scope)).toEqual(result);
        if (!parseExpression(source).ok) expect(result.ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
