import { z } from 'zod';
import { botParams, jsonObjectSchema, languageTagSchema, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { turnSchema } from './conversation';
import { named } from './named';
import { defineRoute, type RouteShape } from './route';

/** LINE's shape of a user id (FACTS §1): the phone only ever talks to people of the simulator. */
const userIdSchema = z.string().regex(/^U[0-9a-f]{32}$/, 'Must be a user id of the simulator');
/** A group (`C…`) or an old room (`R…`) of the simulator. */
const groupIdSchema = z.string().regex(/^[CR][0-9a-f]{32}$/, 'Must be a group or room id of the simulator');
const personParams = botParams.extend({ userId: userIdSchema });
const groupParams = botParams.extend({ groupId: groupIdSchema });
/** Which chat of the person is meant: a group they are in, or their own with the bot when left out. */
const placeQuery = z.object({ group: groupIdSchema.optional() });

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

/** Several people and perhaps the bot. */
export const phoneGroupSchema = named(
  'PhoneGroup',
  z.object({
    groupId: z.string(),
    /** `room`: the old kind, made by adding people to a chat. */
    kind: z.enum(['group', 'room']),
    name: z.string(),
    /** User ids, without the bot. */
    members: z.array(z.string()),
    hasBot: z.boolean(),
  }),
);
export type PhoneGroup = z.infer<typeof phoneGroupSchema>;

/** One thing in the chat window, oldest first. */
export const phoneBubbleSchema = named(
  'PhoneBubble',
  z.object({
    id: z.string(),
    at: timeSchema,
    /** `event`: a line between the bubbles, such as "Ann blocked the account"; its `message.type` says which. */
    from: z.enum(['bot', 'person', 'event']),
    /** Who said it, on the people's side. */
    userId: z.string().optional(),
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
    /** The person changed it later. */
    isEdited: z.boolean(),
    /** The bubble it quotes; `gone` when that has left the window. */
    quotes: z.string().optional(),
    /** How the webhook of a person's message went. */
    webhook: z.object({ state: z.enum(['waiting', 'delivered', 'failed']), detail: z.string().nullable() }).optional(),
  }),
);
export type PhoneBubble = z.infer<typeof phoneBubbleSchema>;

/** The rich menu below the chat as this person sees it (FACTS §9). Sizes in pixels of its picture. */
export const phoneRichMenuSchema = named(
  'PhoneRichMenu',
  z.object({
    richMenuId: z.string(),
    chatBarText: z.string(),
    /** Unfolded when the chat is opened. */
    selected: z.boolean(),
    width: z.number(),
    height: z.number(),
    areas: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), action: jsonObjectSchema })),
    /** Linked to this person, or shown to everybody. */
    source: z.enum(['user', 'default']),
  }),
);
export type PhoneRichMenu = z.infer<typeof phoneRichMenuSchema>;

/** The chat window of one person. */
export const phoneChatSchema = named(
  'PhoneChat',
  z.object({
    person: phonePersonSchema,
    bubbles: z.array(phoneBubbleSchema),
    /** The three dots are shown until then. */
    loadingUntil: timeSchema.nullable(),
    /** The group this is the chat of; `null` in the person's own chat with the bot. */
    group: phoneGroupSchema.nullable(),
    /** `null` when nothing is shown below the chat; never in a group. */
    richMenu: phoneRichMenuSchema.nullable(),
    /** Opening the chat again would show another rich menu: a changed default takes effect only then. */
    isMenuOutdated: z.boolean(),
    conversationId: uuidSchema.nullable(),
    /** Timers of the conversation, the next one first. */
    timers: z.array(z.object({ id: z.string(), dueAt: timeSchema, purpose: z.string() })),
  }),
);
export type PhoneChat = z.infer<typeof phoneChatSchema>;

/** A turn of the conversation and the bubbles it made. */
export const phoneTurnSchema = named('PhoneTurn', turnSchema.extend({ bubbleIds: z.array(z.string()) }));
export type PhoneTurn = z.infer<typeof phoneTurnSchema>;

/** About 5 MB of bytes: larger files only slow the trying down. */
const MEDIA_MAX_BASE64 = 7_000_000;
const mediaBase64 = z.base64().min(1).max(MEDIA_MAX_BASE64);
const messageId = z.string().min(1).max(64);
const DURATION_MAX_MS = 86_400_000;

/** Something the person in the phone does. */
export const phoneActionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('sendText'),
    text: z.string().min(1).max(5000),
    /** People named in the text of a group; without `userId` and `all` the bot is meant. Index and length in UTF-16 units. */
    mentions: z.array(z.object({ index: z.number().int().nonnegative(), length: z.number().int().positive(), userId: userIdSchema.optional(), all: z.boolean().optional() })).max(20).optional(),
    quotedMessageId: messageId.optional(),
  }),
  z.object({ type: z.literal('sendSticker'), packageId: z.string().regex(/^\d{1,12}$/), stickerId: z.string().regex(/^\d{1,20}$/), quotedMessageId: messageId.optional() }),
  z.object({
    type: z.literal('sendLocation'),
    title: z.string().max(100).optional(),
    address: z.string().max(100).optional(),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  z.object({ type: z.literal('sendImage'), contentType: z.enum(['image/png', 'image/jpeg']), dataBase64: mediaBase64 }),
  z.object({ type: z.literal('sendVideo'), contentType: z.enum(['video/mp4', 'video/quicktime', 'video/webm']), dataBase64: mediaBase64, durationMs: z.number().int().min(0).max(DURATION_MAX_MS).optional() }),
  z.object({ type: z.literal('sendAudio'), contentType: z.enum(['audio/mp4', 'audio/x-m4a', 'audio/mpeg', 'audio/wav', 'audio/webm']), dataBase64: mediaBase64, durationMs: z.number().int().min(0).max(DURATION_MAX_MS).optional() }),
  z.object({ type: z.literal('sendFile'), fileName: z.string().min(1).max(255), dataBase64: mediaBase64 }),
  z.object({ type: z.literal('unsend'), messageId }),
  /** Texts in groups only, as in LINE. */
  z.object({ type: z.literal('edit'), messageId, text: z.string().min(1).max(5000) }),
  z.object({ type: z.literal('beacon'), hwid: z.string().regex(/^[0-9a-f]{10}$/), kind: z.enum(['enter', 'banner', 'stay']) }),
  /** A video of the bot was played to its end; LINE tells of those with a tracking id. */
  z.object({ type: z.literal('watchedVideo'), messageId }),
  /** A tap on a button: `action` is the LINE action object of it, `params` what a date picker gave. */
  z.object({
    type: z.literal('tap'),
    messageId,
    action: jsonObjectSchema,
    params: z.record(z.string().max(40), z.string().max(100)).optional(),
  }),
  /** A tap on the n-th area of the rich menu, from 0. */
  z.object({ type: z.literal('tapMenu'), area: z.number().int().min(0).max(19), params: z.record(z.string().max(40), z.string().max(100)).optional() }),
  /** Leaves the chat and comes back. */
  z.object({ type: z.literal('reopen') }),
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
    /** LINE answers every API call with this status; `null` when it behaves. 429 is a rate limit, 500 an outage. */
    failing: z.union([z.literal(429), z.literal(500)]).nullable(),
    /** LINE takes this long for every API call; 0 to 30,000 ms. */
    slowMs: z.number().int().min(0).max(30_000),
    /** Every event is delivered twice. */
    duplicateEvents: z.boolean(),
    /** Every event is delivered so much later; 0 to 30,000 ms. */
    delayMs: z.number().int().min(0).max(30_000),
    /** Events are held back and then come in reverse order. */
    reorderEvents: z.boolean(),
    /** Events are held back and then come together in one request. */
    batchEvents: z.boolean(),
    /** An event of a type nobody has heard of comes before each real one. */
    unknownEvents: z.boolean(),
  }),
);
export type PhoneBreakage = z.infer<typeof phoneBreakageSchema>;

/** What went over the wire between the pretended LINE and this server, newest first. */
export const phoneWireSchema = named(
  'PhoneWire',
  z.object({
    /** Messages of this month's quota spent so far by the simulator channel. */
    spent: z.number().int().nonnegative(),
    /** Calls of LINE's API by this server. Bodies are cut after 16 KB. */
    requests: z.array(
      z.object({
        id: z.string(),
        at: timeSchema,
        method: z.string(),
        path: z.string(),
        status: z.number().int(),
        request: z.string(),
        response: z.string(),
        retryKey: z.string().optional(),
        cost: z.number().int().nonnegative(),
      }),
    ),
    /** Events delivered to this server by webhook. */
    webhooks: z.array(
      z.object({
        id: z.string(),
        at: timeSchema,
        type: z.string(),
        state: z.enum(['waiting', 'delivered', 'failed']),
        detail: z.string().nullable(),
        /** Deliveries tried so far. */
        attempts: z.number().int().nonnegative(),
        event: jsonObjectSchema,
      }),
    ),
  }),
);
export type PhoneWire = z.infer<typeof phoneWireSchema>;

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
    query: placeQuery,
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
    query: placeQuery,
    response: z.object({ chat: phoneChatSchema, turns: z.array(phoneTurnSchema) }),
    errors: ['notFound', 'upstream'],
  }),
  streamPhoneChat: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people/:userId/stream',
    summary: 'The same as it changes: server-sent events `chat` (a PhoneChat) and `turn` (a PhoneTurn).',
    params: personParams,
    query: placeQuery,
    response: z.string(),
    produces: 'text/event-stream',
    errors: ['notFound', 'upstream'],
  }),
  getPhonePicture: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/people/:userId/pictures/:messageId',
    summary: 'The picture, video or sound a person sent.',
    params: personParams.extend({ messageId: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/) }),
    response: z.string(),
    produces: 'image/jpeg',
    errors: ['notFound', 'upstream'],
  }),
  getPhoneMenuPicture: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/menus/:richMenuId/picture',
    summary: 'The picture of a rich menu of the simulator channel.',
    params: botParams.extend({ richMenuId: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/) }),
    response: z.string(),
    produces: 'image/png',
    errors: ['notFound', 'upstream'],
  }),
  resetPhoneChat: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/reset',
    summary: 'Start over: empty the chat window and forget where the person stands in a flow.',
    params: personParams,
    query: placeQuery,
    response: actionResultSchema,
    errors: ['notFound', 'upstream'],
  }),
  stepBackInPhone: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/step-back',
    summary: 'Take the newest turn back: where the person stands and what is known of them is as before, and its messages vanish. `turnIds`: what was taken back, nothing when nothing could be.',
    params: personParams,
    query: placeQuery,
    response: z.object({ turnIds: z.array(uuidSchema) }),
    errors: ['notFound', 'upstream'],
  }),
  startInPhone: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/people/:userId/start',
    summary: 'Start the draft of a flow for this person, from its trigger or from a node.',
    params: personParams,
    query: placeQuery,
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
    query: placeQuery,
    response: z.object({ skipped: z.boolean() }),
    errors: ['notFound', 'upstream'],
  }),
  listPhoneGroups: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/groups',
    summary: 'Groups and rooms of the simulator.',
    params: botParams,
    response: listOf(phoneGroupSchema),
    errors: ['notFound', 'upstream'],
  }),
  createPhoneGroup: defineRoute({
    ...common,
    method: 'POST',
    path: '/bots/:botId/phone/groups',
    summary: 'Make a group of people and invite the bot.',
    params: botParams,
    body: z.object({ kind: z.enum(['group', 'room']).default('group'), name: nameSchema.max(50), members: z.array(userIdSchema).min(1).max(50) }),
    response: phoneGroupSchema,
    status: 201,
    errors: ['notFound', 'conflict', 'upstream'],
  }),
  changePhoneGroup: defineRoute({
    ...common,
    method: 'PATCH',
    path: '/bots/:botId/phone/groups/:groupId',
    summary: 'Let people join or leave, and invite or remove the bot.',
    params: groupParams,
    body: z.object({ join: z.array(userIdSchema).max(50).optional(), leave: z.array(userIdSchema).max(50).optional(), hasBot: z.boolean().optional() }),
    response: phoneGroupSchema,
    errors: ['notFound', 'conflict', 'upstream'],
  }),
  getPhoneWire: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/phone/wire',
    summary: 'Requests, responses and webhooks of the simulator channel, and the quota spent.',
    params: botParams,
    response: phoneWireSchema,
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
    summary: 'Let the pretended LINE misbehave: failing, slow, or delivering events twice, late, in disorder or together.',
    params: botParams,
    body: phoneBreakageSchema,
    response: phoneBreakageSchema,
    errors: ['notFound', 'upstream'],
  }),
} as const satisfies Record<string, RouteShape>;
