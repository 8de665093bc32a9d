import fc from 'fast-check';
import { bodyJson, messagesJson } from './messagesJson';

describe('bodyJson', () => {
  it('says what JSON.stringify would say, whatever stands beside the messages', () => {
    const messages = fc.array(fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'grapheme' }) }));
    const body = fc.record({ replyToken: fc.string(), to: fc.array(fc.string()), notificationDisabled: fc.constantFrom(true, undefined), messages, text: fc.string() }, { requiredKeys: [] });
    fc.assert(fc.property(body, (one) => expect(JSON.parse(bodyJson(one))).toEqual(JSON.parse(JSON.stringify(one)))));
  });

  it('writes the same messages once', () => {
    const messages = [{ type: 'text', text: 'Hello' }];
    const toJSON = jest.fn(() => 'written');
    const counted = [...messages, { type: 'text', text: { toJSON } as unknown as string }];
    messagesJson(counted);
    expect(bodyJson({ to: 'U1', messages: counted })).toBe('{"to":"U1","messages":[{"type":"text","text":"Hello"},{"type":"text","text":"written"}]}');
    expect(toJSON).toHaveBeenCalledTimes(1);
  });
});
