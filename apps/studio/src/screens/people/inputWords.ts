import type { TFunction } from 'i18next';

/** An input of the engine as it comes in a turn: a `type` and what belongs to it. */
type LooseInput = { [field: string]: unknown };

const MEDIA = ['sticker', 'image', 'video', 'audio', 'file', 'location'];
const OTHERS: Record<string, string> = {
  friendRemoved: 'friendRemoved',
  timerFired: 'timer',
  scheduleFired: 'schedule',
  tagAdded: 'tagAdded',
  fieldChanged: 'fieldChanged',
  apiCalled: 'api',
  flowStarted: 'started',
  flowStopped: 'stopped',
};

const EVENTS: Record<string, string> = {
  join: 'join',
  leave: 'leave',
  memberJoined: 'memberJoined',
  memberLeft: 'memberLeft',
  messageEdited: 'edited',
  unsend: 'unsent',
  videoPlayComplete: 'watched',
  beacon: 'beacon',
  accountLink: 'linked',
  membership: 'membership',
};

/** What somebody did, as one line for people: "Wrote: hello", "Tapped a button". Needs the words of `people`. */
export function inputWords(input: LooseInput, t: TFunction<never>): string {
  const say = t as unknown as (key: string, values?: Record<string, unknown>) => string;
  switch (input['type']) {
    case 'messageReceived': {
      const message = (input['message'] ?? {}) as LooseInput;
      if (message['unsent'] === true) return say('people:input.taken');
      if (message['type'] === 'text') return say('people:input.text', { text: message['text'] });
      return say(`people:input.${MEDIA.includes(String(message['type'])) ? String(message['type']) : 'message'}`);
    }
    case 'postbackReceived': {
      const params = Object.values((input['params'] ?? {}) as LooseInput);
      return params.length > 0 ? say('people:input.tapWith', { value: params.join(' ') }) : say('people:input.tap');
    }
    case 'segmentCrossed':
      return say(`people:input.segment${input['direction'] === 'left' ? 'Left' : 'Entered'}`);
    case 'friendAdded':
      return say(input['isUnblocked'] ? 'people:input.friendBack' : 'people:input.friendAdded');
    case 'eventReceived': {
      const event = (input['event'] ?? {}) as LooseInput;
      return say(`people:input.${EVENTS[String(event['type'])] ?? 'other'}`);
    }
    default:
      return say(`people:input.${OTHERS[String(input['type'])] ?? 'other'}`);
  }
}
