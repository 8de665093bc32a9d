import type { TFunction } from 'i18next';
import { inputWords } from './inputWords';
import { messageWords } from './messageWords';

/** Says the key and its values instead of words. */
const t = ((key: string, values?: object) => (values ? `${key} ${JSON.stringify(values)}` : key)) as unknown as TFunction<never>;

it.each([
  [{ type: 'messageReceived', message: { type: 'text', text: 'hello' } }, 'people:input.text {"text":"hello"}'],
  [{ type: 'messageReceived', message: { type: 'sticker' } }, 'people:input.sticker'],
  [{ type: 'messageReceived', message: { type: 'hologram' } }, 'people:input.message'],
  [{ type: 'postbackReceived', data: 'x' }, 'people:input.tap'],
  [{ type: 'postbackReceived', data: 'x', params: { date: '2026-12-24' } }, 'people:input.tapWith {"value":"2026-12-24"}'],
  [{ type: 'friendAdded', isUnblocked: false }, 'people:input.friendAdded'],
  [{ type: 'friendAdded', isUnblocked: true }, 'people:input.friendBack'],
  [{ type: 'messageReceived', message: { type: 'text', unsent: true } }, 'people:input.taken'],
  [{ type: 'eventReceived', event: { type: 'memberJoined' } }, 'people:input.memberJoined'],
  [{ type: 'eventReceived', event: { type: 'hologram' } }, 'people:input.other'],
  [{ type: 'timerFired' }, 'people:input.timer'],
  [{ type: 'segmentCrossed', direction: 'left' }, 'people:input.segmentLeft'],
  [{ type: 'tagAdded', tag: 'vip' }, 'people:input.tagAdded'],
  [{ type: 'somethingNew' }, 'people:input.other'],
])('%j reads as %s', (input, words) => expect(inputWords(input, t)).toBe(words));

it.each([
  [{ type: 'text', text: 'Which day?' }, 'Which day?'],
  [{ type: 'flex', altText: 'Your coupon' }, 'Your coupon'],
  [{ type: 'image' }, 'people:message.image'],
  [{ type: 'hologram' }, 'people:message.other'],
])('a message %j reads as %s', (message, words) => expect(messageWords(message, t)).toBe(words));
