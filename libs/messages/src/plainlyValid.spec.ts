import fc from 'fast-check';
import { isPlainlyValid } from './plainlyValid';
import { messageSchema } from './wire/messages';

const schema = messageSchema({ lenient: false });

/** Texts around the limits, and things that are no texts. */
const word = fc.oneof(
  fc.constantFrom('', ' ', 'Yes', '👨‍👩‍👧‍👦', 'a'.repeat(20), 'a'.repeat(21), 'a'.repeat(60), 'a'.repeat(61), 'a'.repeat(300), 'a'.repeat(301), 'a'.repeat(1500), 'a'.repeat(1501), 'a'.repeat(5000), 'a'.repeat(5001)),
  fc.constantFrom(1, null, undefined, {}),
);
const short = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('Yes', 'No', 'a'.repeat(20)) }, { weight: 1, arbitrary: word });
/** A record whose extra fields are mostly missing. */
function mostly(base: Record<string, fc.Arbitrary<unknown>>, extra: Record<string, fc.Arbitrary<unknown>>) {
  return fc.oneof({ weight: 4, arbitrary: fc.record(base) }, { weight: 1, arbitrary: fc.record({ ...base, ...extra }, { requiredKeys: Object.keys(base) }) });
}
const action = fc.oneof(
  mostly({ type: fc.constant('postback'), label: short, data: short }, { displayText: short, inputOption: short }),
  mostly({ type: fc.constant('message'), label: short, text: short }, { data: short }),
  { weight: 1, arbitrary: mostly({ type: fc.constantFrom('uri', 'camera') }, { label: short, text: short }) },
);
const items = fc.array(mostly({ type: fc.constant('action'), action }, { type: fc.constant('act'), imageUrl: short }), { maxLength: 3 });
const many = fc.array(action, { minLength: 13, maxLength: 14 }).map((actions) => actions.map((each) => ({ type: 'action', action: each })));
const quickReply = fc.oneof({ weight: 8, arbitrary: fc.record({ items: fc.oneof(items, many) }) }, { weight: 1, arbitrary: word });
const text = mostly({ type: fc.constant('text'), text: word }, { quickReply, emojis: word, sender: word, altText: short });
const textWithButtons = fc.record({ type: fc.constant('text'), text: short, quickReply });
const template = mostly({ type: fc.constant('buttons'), text: word, actions: fc.array(action, { maxLength: 5 }) }, { title: short, type: fc.constant('confirm') });
const buttons = mostly({ type: fc.constant('template'), altText: short, template }, { quickReply });

describe('the short way', () => {
  it('says yes only to messages that the schemas take', () => {
    let yes = 0;
    fc.assert(
      fc.property(fc.oneof(text, textWithButtons, buttons), (message) => {
        if (!isPlainlyValid(message)) return;
        yes += 1;
        expect(schema.safeParse(message).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(yes).toBeGreaterThan(50);
  });

  it('knows the everyday messages', () => {
    const item = { type: 'action', action: { type: 'postback', label: 'Yes', data: 'x', displayText: 'Yes' } };
    expect(isPlainlyValid({ type: 'text', text: 'Hello' })).toBe(true);
    expect(isPlainlyValid({ type: 'text', text: 'Hello', quickReply: { items: [item] } })).toBe(true);
    expect(isPlainlyValid({ type: 'template', altText: 'Hi', template: { type: 'buttons', text: 'Hi', actions: [item.action] } })).toBe(true);
  });

  it.each([null, 'text', [], { type: 'image' }, { type: 'flex' }])('leaves %j to the schemas', (message) => {
    expect(isPlainlyValid(message)).toBe(false);
  });
});
