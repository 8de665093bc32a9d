import { tinyEngine, tinyFlow, TINY_NOW } from '../testing/tinyNodes';
import { buttonsOf } from './buttonsOf';
import { Talk } from './Talk';

const words = (text: string): [string, any] => ['words', { rules: [{ mode: 'equals', text }] }];
const talkOver = (flows: Record<string, ReturnType<typeof tinyFlow>>, more = {}) =>
  new Talk({ engine: tinyEngine, flows: Object.entries(flows).map(([flowId, document]) => ({ flowId, document })), now: TINY_NOW, ...more });

describe('a talk held in memory', () => {
  it('lets timers ring at their own moment, in order', () => {
    const flow = tinyFlow({ s: words('go'), a: ['sleep', { ms: 100 }], b: ['sleep', { ms: 100 }], c: ['say', { text: "{{now | date:'SSS'}}" }] }, ['s.next > a', 'a.next > b', 'b.next > c']);
    const talk = talkOver({ flow });
    talk.take(talk.says('go'));
    expect(talk.nextTimerAt()).toBe(TINY_NOW + 100);
    expect(talk.advance(150).bubbles).toEqual([]);
    expect(talk.advance(1_000).bubbles.map(({ message }) => message.text)).toEqual(['200']);
    expect(talk.now).toBe(TINY_NOW + 1_150);
  });

  it('does not take a year when a flow waits in a circle', () => {
    const talk = talkOver({ flow: tinyFlow({ s: words('go'), a: ['sleep', { ms: 1 }] }, ['s.next > a', 'a.next > a']) });
    talk.take(talk.says('go'));
    talk.advance(365 * 86_400_000);
    expect(talk.now).toBe(TINY_NOW + 10_000);
  });

  it('answers inside effects and keeps what happens to the contact', () => {
    const flow = tinyFlow({ s: words('vote'), v: ['vote', { option: 'red' }], t: ['tag', { tag: 'voter', field: 'x', value: '1' }] }, ['s.next > v', 'v.counted > t']);
    const talk = talkOver({ flow }, { effectAnswers: { castVote: true } });
    talk.take(talk.says('vote'));
    expect(talk.contact).toMatchObject({ tags: ['voter'], fields: { x: '1' } });
    talk.take({ type: 'friendRemoved', at: talk.now });
    expect(talk.contact.isFriend).toBe(false);
  });

  it('publishes new versions and takes flows off', () => {
    const talk = talkOver({ flow: tinyFlow({ s: words('go'), a: ['say', { text: 'one' }] }, ['s.next > a']) });
    talk.publish('flow', tinyFlow({ s: words('go'), a: ['say', { text: 'two' }] }, ['s.next > a']));
    expect(talk.take(talk.says('go')).bubbles.map(({ message }) => message.text)).toEqual(['two']);
    talk.unpublish('flow');
    expect(talk.take(talk.says('go')).trace.map(({ code }) => code)).toEqual(['noTrigger']);
  });
});

describe('buttons of a message', () => {
  const action = (label: string) => ({ type: 'message', label, text: label });

  it('are found in templates, Flex boxes and quick replies, in reading order', () => {
    expect(buttonsOf({ type: 'template', altText: 'x', template: { type: 'carousel', columns: [{ text: 'a', actions: [action('A')] }, { text: 'b', actions: [action('B')] }] } }).map(({ label }) => label)).toEqual(['A', 'B']);
    expect(
      buttonsOf({
        type: 'flex',
        altText: 'x',
        contents: { type: 'bubble', body: { type: 'box', contents: [{ type: 'text', text: 'no button' }, { type: 'button', action: action('C') }] } },
        quickReply: { items: [{ type: 'action', action: { type: 'location', label: 'Here' } }] },
      }).map(({ label, isQuickReply }) => [label, isQuickReply]),
    ).toEqual([
      ['C', false],
      ['Here', true],
    ]);
  });

  it('are none in a message that is a place', () => {
    expect(buttonsOf({ type: 'location', title: 'Shop', address: 'Here', latitude: 1, longitude: 2 })).toEqual([]);
  });
});
