import { z } from 'zod';
import { userIdSchema } from '../world/settings';

const chatId = z.string().regex(/^[CR][0-9a-f]{32}$/, 'a group or room ID is C or R and 32 hex digits');
/** Where it is said: a group or room the user is in; left out for the chat with the bot. */
const place = { in: chatId.optional(), /** Answer after the webhook's first delivery instead of at once. */ wait: z.boolean().default(false) };
const quote = { quotedMessageId: z.string().optional() };
const media = { base64: z.base64(), contentType: z.string().regex(/^[a-z]+\/[\w.+-]+$/).optional() };
const durationMs = z.number().int().min(0).optional();

export const userSchema = z
  .object({
    displayName: z.string().min(1).max(100),
    userId: userIdSchema.optional(),
    language: z.string().min(2).max(35).optional(),
    pictureUrl: z.url().optional(),
    statusMessage: z.string().max(500).optional(),
    /** False for a stranger who has not added the bot; default true, without a follow event. */
    friend: z.boolean().default(true),
    /** What LINE estimates about them, for narrowcasts and insight. */
    attributes: z
      .object({ gender: z.enum(['male', 'female']).optional(), age: z.number().int().min(0).max(120).optional(), appType: z.enum(['ios', 'android']).optional(), area: z.string().optional() })
      .strict()
      .optional(),
    /** False for people whose ID group events do not carry; default true. */
    consents: z.boolean().default(true),
  })
  .strict();

export const sendSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string().min(1).max(10_000),
    emojis: z.array(z.object({ index: z.number(), length: z.number(), productId: z.string(), emojiId: z.string() })).optional(),
    /** Mentions as LINE sends them. */
    mention: z.object({ mentionees: z.array(z.looseObject({ index: z.number(), length: z.number(), type: z.enum(['user', 'all']) })) }).optional(),
    ...quote,
    ...place,
  }),
  z.object({
    type: z.literal('sticker'),
    packageId: z.string(),
    stickerId: z.string(),
    stickerResourceType: z.string().default('STATIC'),
    keywords: z.array(z.string()).max(15).optional(),
    text: z.string().max(100).optional(),
    ...quote,
    ...place,
  }),
  z.object({
    type: z.literal('image'),
    ...media,
    imageSet: z.object({ id: z.string(), index: z.number().int(), total: z.number().int() }).optional(),
    ...place,
  }),
  z.object({ type: z.literal('video'), ...media, duration: durationMs, ...place }),
  z.object({ type: z.literal('audio'), ...media, duration: durationMs, ...place }),
  z.object({ type: z.literal('file'), ...media, fileName: z.string().min(1).max(255), ...place }),
  z.object({
    type: z.literal('location'),
    title: z.string().max(100).optional(),
    address: z.string().max(100).optional(),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    ...place,
  }),
]);
/** Pictures picked together. */
export const imagesSchema = z.object({ images: z.array(z.object(media).strict()).min(2).max(20), ...place }).strict();

export type SendInput = z.infer<typeof sendSchema>;

const params = z.record(z.string(), z.string()).optional();
/** What is tapped: exactly one of `actionIndex`, `quickReply`, `label`, `action`, `richMenuArea`, `postback`. */
export const tapSchema = z
  .object({
    messageId: z.string().optional(),
    /** The n-th action of the message in reading order, from 0; quick replies apart. */
    actionIndex: z.number().int().min(0).optional(),
    /** The n-th quick reply, from 0. */
    quickReply: z.number().int().min(0).optional(),
    /** The action with this label; quick replies first. */
    label: z.string().optional(),
    /** A LINE action object of the message. */
    action: z.looseObject({ type: z.string() }).optional(),
    /** The n-th area of the rich menu this person sees, from 0. */
    richMenuArea: z.number().int().min(0).optional(),
    /** A postback of one's own making: an old button, a rich menu, a forgery. */
    postback: z.object({ data: z.string().max(300), displayText: z.string().max(300).optional() }).optional(),
    /** What a date picker gave: `{date}`, `{time}` or `{datetime}`. */
    params,
    ...place,
  })
  .strict();
export type TapInput = z.infer<typeof tapSchema>;

export const eventSchema = z.object({
  type: z.string().min(1).max(100),
  /** The type's own fields, e.g. `{beacon: {hwid, type}}`. */
  fields: z.record(z.string(), z.json()).default({}),
  ...place,
});
export const messageRefSchema = z.object({ messageId: z.string(), ...place });
export const editSchema = z.object({ messageId: z.string(), text: z.string().min(1).max(10_000), ...place });
export const waitSchema = z.object({ wait: z.boolean().default(false) });

export const groupSchema = z
  .object({
    groupId: chatId.optional(),
    kind: z.enum(['group', 'room']).default('group'),
    name: z.string().min(1).max(100).default('Group'),
    /** User IDs; the bot is a member as well. */
    members: z.array(userIdSchema).default([]),
    wait: z.boolean().default(false),
  })
  .strict();
export const membersSchema = z.object({ userIds: z.array(userIdSchema).min(1), wait: z.boolean().default(false) }).strict();

/** Ids of messages, or of the webhooks they were told by. */
export const removeSchema = z.object({ ids: z.array(z.string().max(64)).max(1_000) }).strict();

export const clockSchema = z.union([
  z.object({ advance: z.number().int().min(-31_536_000_000_000).max(31_536_000_000_000) }).strict(),
  z.object({ set: z.number().int().min(0).max(8_000_000_000_000) }).strict(),
]);
