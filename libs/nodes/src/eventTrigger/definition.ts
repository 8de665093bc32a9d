import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { conversationField } from '../fields/placeFields';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** What can happen besides messages, taps and new friends, in the designer's words. */
export const EVENTS = [
  'botJoined', 'memberJoined', 'memberLeft', 'messageEdited', 'messageUnsent', 'videoWatched', 'beacon', 'accountLinked', 'membership', 'other',
] as const;
export type EventName = (typeof EVENTS)[number];

/** Events that LINE sends without a reply token (FACTS §5): an answer has to be pushed. */
const WITHOUT_REPLY: readonly EventName[] = ['memberLeft', 'messageUnsent'];
const BEACON_TYPES = ['any', 'enter', 'banner', 'stay'] as const;
const MEMBERSHIP_TYPES = ['any', 'joined', 'renewed', 'left'] as const;
const when = (...events: EventName[]) => ({ showWhen: { field: 'event', is: events } });

/** Starts when one of the rarer things happens in a chat; later steps read it as `event`. */
export const eventTriggerSchema = z.strictObject({
  event: z.enum(EVENTS).default('botJoined').meta({ control: 'select', options: EVENTS }),
  /** The id given to the video (FACTS §7); empty takes any. */
  trackingId: z.string().max(100, 'A tracking id has at most 100 characters.').default('').meta({ control: 'text', ...when('videoWatched') }),
  beaconType: z.enum(BEACON_TYPES).default('any').meta({ control: 'select', options: BEACON_TYPES, ...when('beacon') }),
  /** Hardware id of the beacon, ten hexadecimal digits; empty takes any. */
  hwid: z
    .string()
    .regex(/^([0-9A-Fa-f]{10})?$/, 'A hardware id has ten digits 0-9 and letters a-f.')
    .default('')
    .meta({ control: 'text', ...when('beacon') }),
  membershipType: z.enum(MEMBERSHIP_TYPES).default('any').meta({ control: 'select', options: MEMBERSHIP_TYPES, ...when('membership') }),
  /** LINE's name of the event, for those that have no words of their own yet; empty takes what no other trigger takes. */
  typeName: z.string().max(100, 'The name has at most 100 characters.').default('').meta({ control: 'text', ...when('other') }),
  conversation: conversationField.meta({
    control: 'select', options: ['group', 'member'], advanced: true, ...when('memberJoined', 'messageEdited', 'messageUnsent', 'other'),
  }),
  ...triggerFields,
});
export type EventTriggerData = z.infer<typeof eventTriggerSchema>;

export const eventTriggerDefinition = defineNode({
  type: 'eventTrigger',
  kind: 'trigger',
  icon: 'bolt',
  schema: eventTriggerSchema,
  defaults: () => ({
    event: 'botJoined' as const, trackingId: '', beaconType: 'any' as const, hwid: '', membershipType: 'any' as const, typeName: '', conversation: 'group' as const, ...triggerDefaults,
  }),
  ports: () => triggerPorts,
  check: (data, context) => (WITHOUT_REPLY.includes(data.event) ? messagesWithoutReplyToken(context) : []),
});
