import { z } from 'zod';
import { botParams, jsonObjectSchema, languageTagSchema, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { turnSchema } from './conversation';
import { named } from './named';
import { defineRoute, type RouteShape } from './route';

/** LINE's shape of a user id (FACTS §1): the phone only ever talks to people of the simulator. */
const userIdSchema = z.string().regex(/^U[0-9a-f]{32}$/, 'Must be a user id of the simulator');
const personParams = botParams.extend({ userId: userIdSchema });

/** Somebody one can be while trying the bot. */
export const phonePersonSchema = named(
  'PhonePerson',
  z.object({
    userId: z.string(),
    displayName: z.string(),
    language: z.string().nullable(),
    isFriend: z.boolean(),
    hasBlocked: z.boolean(),
  }),
);
export type PhonePerson = z.infer<typeof phonePersonSchema>;

/** One thing in the chat window, oldest first. */
export const phoneBubbleSchema = named(
  'PhoneBubble',
  z.object({
    id: z.string(),
    at: timeSchema,
    /** `event`: a line between the bubbles, such as "Ann blocked the account"; its `message.type` says which. */
    from: z.enum(['bot', 'person', 'event']),
    /** A LINE message object, the content of a person's message, or `{type}` of an event. */
    message: jsonObjectSchema,
    /** How a bot's message came; `other` for sends to many. Absent on everything else. */
    by: z.enum(['reply', 'push', 'other']).optional(),
    /** Messages it takes from the monthly quota: replies are free. */
    cost: z.number().int().nonnegative(),
    /** The bot has marked it as read (only a person's messages). */
    isRead: z.boolean(),
    /** The quick replies of this message can be tapped now. */
    hasLiveQuickReply: z.boolean(),
    /** Sent without a notification. */
    isSilent: z.boolean(),
    /** How the webhook of a person's message went. */
    webhook: z.object({ state: z.enum(['waiting', 'delivered', 'failed']), detail: z.string().nullable() }).optional(),
  }),
);
export type PhoneBubble = z.infer<typeof phoneBubbleSchema>;

/** The chat window of one person. */
export const phoneChatSchema = named(
  'PhoneChat',
  z.object({
    person: phonePersonSchema,
    bubbles: z.array(phoneBubbleSchema),
    /** The three dots are shown until then. */
    loadingUntil: timeSchema.nullable(),
    conversationId: uuidSchema.nullable(),
    /** Timers of the conversation, the next one first. */
    timers: z.array(z.object({ id: z.string(), dueAt: timeSchema, purpose: z.string() })),
  }),
);
export type PhoneChat = z.infer<typeof phoneChatSchema>;

/** A turn of the conversation and the bubbles it made. */
export const phoneTurnSchema = named('PhoneTurn', turnSchema.extend({ bubbleIds: z.array(z.string()) }));
export type PhoneTurn = z.infer<typeof phoneTurnSchema>;

const PICTURE_MAX_BASE64 = 7_000_000;

/** Something the person in the phone does. */
export const phoneActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sendText'), text: z.string().min(1).max(5000) }),
  z.object({ type: z.literal('sendSticker'), packageId: z.string().regex(/^\d{1,12}$/), stickerId: z.string().regex(/^\d{1,20}$/) }),
  z.object({
    type: z.literal('sendLocation'),
    title: z.string().max(100).optional(),
    address: z.string().max(100).optional(),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  z.object({ type: z.literal('sendImage'), contentType: z.enum(['image/png', 'image/jpeg']), dataBase64: z.base64().min(1).max(PICTURE_MAX_BASE64) }),
  /** A tap on a button: `action` is the LINE action object of it, `params` what a date picker gave. */
  z.object({
    type: z.literal('tap'),
    messageId: z.string().min(1).max(64),
    action: jsonObjectSchema,
    params: z.record(z.string().max(40), z.string().max(100)).optional(),
  }),
  z.object({ type: z.literal('follow') }),
  z.object({ type: z.literal('block') }),
  z.object({ type: z.literal('unblock') }),
  /** Developer: a webhook event of a type nobody has heard of. */
  z.object({ type: z.literal('sendUnknownEvent') }),
  /** Developer: LINE delivers the last event once more. */
  z.object({ type: z.literal('repeatLastEvent') }),
]);
export type PhoneAction = z.input<typeof phoneActionSchema>;

/** Developer switches: how the pretended LINE misbehaves until switched off. */
export const phoneBreakageSchema = named(
  'PhoneBreakage',
  z.object({
    /** LINE answers every API call with 500. */
    lineDown: z.boolean(),
    /** LINE takes this long for every API call; 0 to 30,000 ms. */
    slowMs: z.number().int().min(0).max(30_000),
    /** Every event is delivered twice. */
    duplicateEvents: z.boolean(),
  }),
);
export type PhoneBreakage = z.infer<typeof phoneBreakageSchema>;

const actionResultSchema = z.object({ accepted: z.literal(true) });
const common = { tag: 'phone', auth: 'person', permission: 'phone.use' } as const;

/** Routes of the phone: the simulator channel of a bot, through the server. */
export const phoneRoutes = {
  listPhonePeople: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people',
    summary: 'People one can be in the phone.',
    params: botParams,
    response: listOf(phonePersonSchema),
    errors: ['notFound', 'upstream'],
  }),
  createPhonePerson: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people',
    summary: 'Make another person. They are not a friend of the account before `follow`.',
    params: botParams,
    body: z.object({ displayName: nameSchema.max(20), language: languageTagSchema.optional() }),
    response: phonePersonSchema,
    status: 201,
    errors: ['notFound', 'upstream'],
  }),
  performPhoneAction: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/actions',
    summary: 'Do something as this person: write, tap, block.',
    params: personParams,
    body: phoneActionSchema,
    response: actionResultSchema,
    errors: ['notFound', 'conflict', 'upstream'],
  }),
  getPhoneChat: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people/:userId/chat',
    summary: 'The chat window of a person with the turns behind it.',
    params: personParams,
    response: z.object({ chat: phoneChatSchema, turns: z.array(phoneTurnSchema) }),
    errors: ['notFound', 'upstream'],
  }),
  streamPhoneChat: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people/:userId/stream',
    summary: 'The same as it changes: server-sent events `chat` (a PhoneChat) and `turn` (a PhoneTurn).',
    params: personParams,
    response: z.string(),
    produces: 'text/event-stream',
    errors: ['notFound', 'upstream'],
  }),
  getPhonePicture: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people/:userId/pictures/:messageId',
    summary: 'The picture a person sent.',
    params: personParams.extend({ messageId: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/) }),
    response: z.string(),
    produces: 'image/jpeg',
    errors: ['notFound', 'upstream'],
  }),
  resetPhoneChat: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/reset',
    summary: 'Start over: empty the chat window and forget where the person stands in a flow.',
    params: personParams,
    response: actionResultSchema,
    errors: ['notFound', 'upstream'],
  }),
  startInPhone: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/start',
    summary: 'Start the draft of a flow for this person, from its trigger or from a node.',
    params: personParams,
    body: z.object({ flowId: uuidSchema, nodeId: z.string().min(1).max(64).optional() }),
    response: actionResultSchema,
    status: 202,
    errors: ['notFound', 'upstream'],
  }),
  skipToNextTimer: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/skip',
    summary: 'Let the next timer of the conversation ring now.',
    params: personParams,
    response: z.object({ skipped: z.boolean() }),
    errors: ['notFound', 'upstream'],
  }),
  getPhoneBreakage: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/breakage',
    summary: 'How the pretended LINE misbehaves now.',
    params: botParams,
    response: phoneBreakageSchema,
    errors: ['notFound', 'upstream'],
  }),
  setPhoneBreakage: defineRoute({
    ...common,
    method: 'PUT',
    path: '/bots/:botId/phone/breakage',
    summary: 'Let the pretended LINE misbehave: down, slow, or delivering twice.',
    params: botParams,
    body: phoneBreakageSchema,
    response: phoneBreakageSchema,
    errors: ['notFound', 'upstream'],
  }),
} as const satisfies Record<string, RouteShape>;
