import { cpuTime } from '@chatloom/test/cpuTime';
import fc from 'fast-check';
import { MAX_RENDERED_LENGTH, renderTemplate } from './renderTemplate';
import type { Scope } from '../expression/scope';

const scope: Scope = {
  now: Date.UTC(2026, 10, 21, 2, 5),
  timeZone: 'Asia/Tokyo',
  contact: {
    id: 'ann',
    displayName: 'Ann',
    language: 'en',
    fields: { size: 'L', 'T-shirt': 'red', 名前: '花子', price: 1234.5, born: '1990-05-06', dishes: ['soup', 'rice'], noDishes: [], nested: { a: 1 }, none: null },
    tags: ['vip', 'new'],
    isFriend: true,
    createdAt: 0,
  },
  bot: { id: 'bot', name: 'Robo', timeZone: 'Asia/Tokyo' },
  flow: { id: 'f', name: 'Booking' },
  answers: { guests: 4, ok: true },
  lastAnswer: 'yes',
  input: { type: 'messageReceived', at: 0, message: { id: '1', type: 'text', text: 'hello' } },
};

describe('templates', () => {
  it.each([
    ['no places', 'no places'],
    ['', ''],
    ['Hi {{contact.displayName}}!', 'Hi Ann!'],
    ['{{ field.size }}/{{contact.fields.size}}', 'L/L'],
    ['{{field["T-shirt"]}} {{field.T-shirt}} {{field.名前}}', 'red red 花子'],
    ['{{answer.guests}} {{answer.ok}} {{lastAnswer}} {{bot.name}} {{flow.name}} {{message.text}}', '4 true yes Robo Booking hello'],
    ['{{contact.tags}} {{field.dishes}} {{field.dishes.0}} {{field.dishes[1]}}', 'vip, new soup, rice soup rice'],
    ['{{field.nested}} {{field.none}}{{field.gone}}{{nobody.here}}', '{"a":1} '],
    ["{{field.gone | default:'friend'}} {{field.size|default:x}}", 'friend L'],
    ["{{field.noDishes | default:'nothing'}}", 'nothing'],
    ['{{field.size | lower}} {{contact.displayName | upper}}', 'l ANN'],
    ['{{field.price | number}} {{field.price | number:2}} {{field.size | number}}', '1,234.5 1,234.50 L'],
    ["{{now}} {{now | date:'yyyy/MM/dd HH:mm'}} {{field.born | date:\"d LLLL\"}}", '2026-11-21 11:05 2026/11/21 11:05 6 May'],
    ['{{field.size | date}}', 'L'],
    ['{{contact.tags | json}}', '["vip","new"]'],
    ['{{message.text | truncate:3}} {{message.text | truncate:5}}', 'he… hello'],
    ['{{message.text | shout}}', 'hello'],
    ["{{field.gone | default:'a}b' | upper}}", 'A}B'],
    ['{{', '{{'],
    ['{{ }} {{1+1}} {{a b}} }}', '{{ }} {{1+1}} {{a b}} }}'],
    ['{{{field.size}}}', '{L}'],
    ['{{constructor}}{{contact.constructor}}{{contact.__proto__}}{{field.toString}}{{contact.tags.length}}', ''],
  ])('%s reads %s', (template, expected) => {
    expect(renderTemplate(template, scope)).toBe(expected);
  });

  it('writes dates and numbers as the reader does', () => {
    const thai = { ...scope, contact: { ...scope.contact, language: 'ja' } };
    expect(renderTemplate("{{now | date:'cccc'}}", thai)).toBe('土曜日');
    expect(renderTemplate("{{now | date:'cccc'}}", { ...scope, contact: { ...scope.contact, language: 'not a language' } })).toBe('Saturday');
  });

  it('counts letters, not halves of emoji, when it cuts', () => {
    expect(renderTemplate('{{message.text | truncate:2}}', { ...scope, input: { type: 'messageReceived', at: 0, message: { id: '1', type: 'text', text: '👨‍👩‍👧👍🏽x' } } })).toBe('👨‍👩‍👧…');
  });

  it('never grows beyond its limit nor ends in half a character', () => {
    const long = { ...scope, answers: { x: '😀'.repeat(20_000) } };
    const text = renderTemplate('a{{answer.x}}{{answer.x}}', long);
    expect(text.length).toBeLessThanOrEqual(MAX_RENDERED_LENGTH);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  it('never throws and never reads what objects inherit', () => {
    const name = fc.constantFrom('contact', 'field', 'answer', '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'length', '0', 'size');
    const filter = fc.constantFrom('upper', 'lower', 'number:3', 'date', "date:'x'", 'json', 'truncate:1', 'default:a', 'constructor', '__proto__');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(filter, { maxLength: 3 }), fc.string(), (path, filters, noise) => {
        const text = renderTemplate(`{{${[path.join('.'), ...filters].join('|')}}}${noise}{{${noise}}}`, scope);
        expect(text).not.toMatch(/native code|\[object/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads a hostile template in linear time', () => {
    const hostile = ['{{'.repeat(30_000), `{{a${'.b'.repeat(30_000)}`, `{{a${' '.repeat(60_000)}|}}`, `${'{{ a'.repeat(15_000)}}}`];
    expect(cpuTime(() => hostile.map((template) => renderTemplate(template, scope)))).toBeLessThan(1_000);
  });
});
