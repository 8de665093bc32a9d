import type { PhoneTurn } from '@chatloom/contract';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import words from '../i18n/en/trace.json';
import { inputLine, sentLines, traceLines, type TraceVoice } from './traceWords';

const libs = join(__dirname, '../../../../libs');
const voice: TraceVoice = {
  names: { node: (_flow, node) => `<${node}>`, flow: (flow) => `{${flow}}` },
  time: (at) => new Date(at).toISOString().slice(11, 16),
  yesNo: (value) => (value ? 'yes' : 'no'),
};
const line = (entry: PhoneTurn['trace'][number]) => traceLines([entry], voice)[0]!;
const hasWords = (key: string): boolean => key.split('.').reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], words) !== undefined;

/** Every code the sources put into a trace. */
function codesIn(folder: string, patterns: RegExp[]): string[] {
  const files = readdirSync(join(libs, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'));
  const found = files.flatMap((file) => patterns.flatMap((pattern) => [...readFileSync(join(libs, folder, file), 'utf8').matchAll(pattern)].map((match) => match[1]!)));
  return [...new Set(found)];
}

describe('the words of a trace', () => {
  const engine = codesIn('engine/src/turn', [/\bcode: '(\w+)'/g, /\bnote\(run, '(\w+)'/g, /\.end\('(\w+)'/g, /endAt\([\w.]+, '(\w+)'/g, /\.trace\('(\w+)'/g]);
  const nodes = codesIn('nodes/src', [/\.trace\('(\w+)'/g]);

  it('finds the codes it has to have words for', () => {
    expect(engine.length).toBeGreaterThan(20);
    expect(nodes.length).toBeGreaterThan(5);
  });

  it.each([...engine, ...nodes].map((code) => [code]))('has words for %s', (code) => {
    if (code === 'left' || code === 'passed') return expect(traceLines([{ at: 'left', code }], voice)).toEqual([]);
    if (code === 'messagesSent') return expect(hasWords('messagesReplied') && hasWords('messagesPushed')).toBe(true);
    if (code === 'conditionChecked') return expect(hasWords('condition.field')).toBe(true);
    expect(hasWords(code)).toBe(true);
  });

  it('has words for every kind of condition and comparison', () => {
    const kinds = codesIn('nodes/src/condition', [/case '(\w+)':\n\s+return (?:compared|\{)/g, /case '(\w+)': \{/g]);
    expect(kinds).toEqual(expect.arrayContaining(['field', 'tag', 'timeOfDay', 'expression']));
    for (const kind of ['field', 'answer', 'lastAnswer', 'tag', 'timeOfDay', 'weekday', 'businessHours', 'friend', 'language', 'expression']) expect(hasWords(`condition.${kind}`)).toBe(true);
  });
});

describe('the reasons of a refused answer', () => {
  const reasons = codesIn('nodes/src', [/is: 'wrong', why: '(\w+)'/g]);
  it('finds some', () => expect(reasons.length).toBeGreaterThan(3));
  it.each(reasons.map((reason) => [reason]))('has words for %s', (reason) => expect(hasWords(`refusal.${reason}`)).toBe(true));
});

describe('a trace for a reader', () => {
  it('puts names for ids and a time for a moment', () => {
    expect(line({ at: 'routed', flowId: 'f', nodeId: 'n', code: 'triggered', params: { priority: 50, because: { keyword: 'book' } } })).toMatchObject({
      key: 'triggered', values: { node: '<n>', flow: '{f}' }, tone: 'start', facts: [{ name: 'keyword', value: 'book' }],
    });
    expect(line({ at: 'waiting', flowId: 'f', nodeId: 'n', code: 'waitingForAnswer', params: { dueAt: Date.UTC(2026, 10, 21, 12, 30) } })).toMatchObject({ key: 'waitingForAnswerUntil', values: { time: '12:30' } });
  });

  it('tells a condition with its values and what it came to', () => {
    expect(line({ at: 'condition', flowId: 'f', nodeId: 'n', code: 'conditionChecked', params: { kind: 'tag', tag: 'vip', expected: true, actual: false, result: false } })).toMatchObject({
      key: 'condition.tag', values: { tag: 'vip', expected: 'yes', actual: 'no' }, result: false, tone: 'condition',
    });
    expect(line({ at: 'condition', code: 'conditionChecked', params: { kind: 'field', field: 'age', actual: null, op: 'isSet', expected: '', result: false } }).values).toMatchObject({ actual: '—', expected: '—' });
  });

  it('says free or paid, and what became of a message that did not go out', () => {
    const message = (by: 'reply' | 'push', state: PhoneTurn['messages'][number]['state'], error: PhoneTurn['messages'][number]['error'] = null) => ({ id: 'd', nodeId: null, messages: [{}, {}], by, state, error, sentAt: null });
    const turn = { messages: [message('reply', 'sent'), message('push', 'sent'), message('reply', 'unknown'), message('push', 'failed', { message: 'refused', details: [{ message: 'May not be empty', property: 'messages[0].text' }] })] } as PhoneTurn;
    expect(sentLines(turn)).toEqual([
      { key: 'sent.reply', values: { count: 2 }, tone: 'free', details: [] },
      { key: 'sent.push', values: { count: 2 }, tone: 'paid', details: [] },
      { key: 'sent.unknown', values: { count: 2 }, tone: 'trouble', details: [] },
      { key: 'sent.failed', values: { count: 2 }, tone: 'trouble', details: ['refused', 'messages[0].text: May not be empty'] },
    ]);
  });

  it.each([
    [{ type: 'messageReceived', message: { type: 'text', text: 'Hi' } }, 'input.text'],
    [{ type: 'messageReceived', message: { type: 'sticker' } }, 'input.message'],
    [{ type: 'timerFired', purpose: 'delay' }, 'input.timer'],
    [{ type: 'timerFired', purpose: 'noAnswer' }, 'input.noAnswer'],
    [{ type: 'friendAdded', isUnblocked: true }, 'input.unblocked'],
    [{ type: 'eventReceived', event: { type: 'beacon' } }, 'input.beacon'],
    [{ type: 'eventReceived', event: { type: 'messageEdited', message: { text: 'b' } } }, 'input.messageEdited'],
    [{ type: 'eventReceived', event: { type: 'hologram' } }, 'input.other'],
    [{ type: 'messageReceived', message: { type: 'text', unsent: true } }, 'input.unsentMessage'],
    [{ type: 'somethingNew' }, 'input.other'],
  ])('says what began the turn: %j', (input, key) => {
    expect(inputLine({ input } as unknown as PhoneTurn).key).toBe(key);
    expect(hasWords(key)).toBe(true);
  });
});
