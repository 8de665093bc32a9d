import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import { readDate } from './askDate/readDate';
import { readEmail } from './askEmail/readEmail';
import { readPhone } from './askPhone/readPhone';
import { compare } from './condition/compare';
import { OPERATORS } from './condition/definition';
import { NODE_TYPES, nodeDefinitions } from './definitions';
import { cronProblem } from './fields/cron';
import { nodeRunners } from './runtime';
import { readNumber } from './shared/readNumber';
import { expand, type NodeCase, runCase } from './testing/runCase';

/** Texts as bad as people, programs and attackers send them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('\u0000', '\ud83d', '\u202eabc', '👨‍👩‍👧‍👦'.repeat(30), '{{ contact.displayName }}', '(line:5ac1bfd5040ab15980c9b435:001)', '__proto__', 'a'.repeat(6000), '', ' ', '９'.repeat(20), '\uf8f00\uf8f1'),
);

describe.each([...NODE_TYPES])('%s', (type) => {
  const file = join(__dirname, type, `${type}.cases.json`);
  const cases = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NodeCase[]).filter((each) => !each.check) : [];
  const example = fc.constantFrom(...cases.map((each) => expand(each as never) as unknown as NodeCase));

  it('never throws and never sends what LINE refuses, whatever the contact and the message hold', () => {
    fc.assert(
      fc.property(example, hostile, hostile, hostile, (each, name, field, said) => {
        const fields = Object.fromEntries(['x', 'none', 'pic', 'story', 'long', 't', 'code', 'visit'].map((key) => [key, field]));
        const contact = { ...each.contact, displayName: name, fields };
        const resume = each.resume?.by === 'message' ? { ...each.resume, message: { ...(each.resume as { message?: object }).message, text: said } } : each.resume;
        const result = runCase(nodeDefinitions[type], nodeRunners[type], { ...each, contact, resume } as NodeCase) as { effects?: { type: string; messages?: unknown[] }[]; then?: object };
        for (const effect of result.effects ?? []) {
          if (effect.type === 'sendMessages') expect(validateMessages(effect.messages)).toEqual([]);
        }
        expect(JSON.stringify(result.effects ?? [])).not.toContain('\\u0000');
      }),
      { numRuns: 40 },
    );
  });
});

describe('readers of typed answers', () => {
  it('never throw, and give only what they promise', () => {
    const zone = fc.constantFrom('Asia/Tokyo', 'Nowhere/Land');
    const mode = fc.constantFrom('date' as const, 'time' as const, 'datetime' as const);
    const shapes = { date: /^\d{4}-\d{2}-\d{2}$/, time: /^\d{2}:\d{2}$/, datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/ };
    const dateLike = fc.array(fc.constantFrom('2027', '12', '31', '年', '月', '日', '/', '-', ' ', 't', ':', '午後', '時', '半', 'pm', '今日', 'today', '民國'), { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(hostile, dateLike), mode, fc.option(fc.constantFrom('ja', 'th', 'en-US', 'zh-TW')), zone, (text, as, language, where) => {
        const date = readDate(text, as, { language: language ?? undefined, now: 1_803_862_800_000, zone: where });
        if (date !== undefined) expect(date).toMatch(shapes[as]);
        const number = readNumber(text);
        if (number !== undefined) expect(Number.isFinite(number)).toBe(true);
        const phone = readPhone(text, 'JP');
        if (phone !== undefined) expect(phone).toMatch(/^\+[1-9]\d{6,14}$/);
        const email = readEmail(text);
        if (email !== undefined) expect(email).toMatch(/^[^@\s]+@[^@\s]+\.[^@\s]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it('read every whole number and its Thai and full-width spellings', () => {
    const spell = (value: number, zero: number) => String(value).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(readNumber(String(value))).toBe(value);
        expect(readNumber(spell(value, 0x0e50))).toBe(value);
        expect(readNumber(spell(value, 0xff10))).toBe(value);
        expect(readNumber(value.toLocaleString('en-US'))).toBe(value);
      }),
    );
  });

  it('read every local number of Japan, Taiwan and Thailand in the same way as its international form', () => {
    const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
    fc.assert(
      fc.property(digits(8), (rest) => {
        expect(readPhone(`090-${rest.slice(0, 4)}-${rest.slice(4)}`, 'JP')).toBe(`+8190${rest}`);
        expect(readPhone(`+81 90 ${rest}`, undefined)).toBe(`+8190${rest}`);
        expect(readPhone(`09${rest}`, 'TW')).toBe(`+8869${rest}`);
        expect(readPhone(`08${rest}`, 'TH')).toBe(`+668${rest}`);
      }),
    );
  });
});

describe('comparing', () => {
  it('is true or false for any two values, and each operator agrees with its opposite', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), hostile), hostile, (actual, expected) => {
        for (const op of OPERATORS) expect(typeof compare(actual as never, op, expected)).toBe('boolean');
        expect(compare(actual as never, 'notEquals', expected)).toBe(!compare(actual as never, 'equals', expected));
        expect(compare(actual as never, 'isEmpty', '')).toBe(!compare(actual as never, 'isSet', ''));
        expect(compare(actual as never, 'greaterThan', expected) && compare(actual as never, 'atMost', expected)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('orders numbers as numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(compare(a, 'lessThan', String(b))).toBe(a < b);
        expect(compare(String(a), 'atLeast', String(b))).toBe(a >= b);
      }),
    );
  });
});

describe('schedules', () => {
  it.each(['* * * * *', '0 9 * * 1-5', '*/15 8-18 * * MON', '0 0 1,15 * *', '0 9 29 2 *'])('%s is one', (cron) => {
    expect(cronProblem(cron)).toBeUndefined();
  });

  it.each(['', '* * * *', '0 0 0 1 1 *', '@daily', '60 * * * *', 'a b c d e', '* * * * *\u0000'])('%j is none', (cron) => {
    expect(cronProblem(cron)).toEqual(expect.any(String));
  });
});
