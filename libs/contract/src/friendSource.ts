import { z } from 'zod';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';
import { tagNameSchema } from './tag';

/**
 * Where friends come from. LINE does not tell how somebody found an account (a follow event has no origin, FACTS §5), so the link of
 * a source opens the chat with a short code already written; sending it is what counts, gives the tags and starts the flow.
 */
export const friendSourceSchema = named(
  'FriendSource',
  z.object({
    id: uuidSchema,
    channelId: uuidSchema,
    name: z.string(),
    /** Letters and digits; part of the address and of the message. */
    code: z.string(),
    /** The address to print or post: `https://…/f/<code>`. */
    url: z.string(),
    /** What the person sends; typing it by hand does the same (also in the phone beside the canvas). */
    message: z.string(),
    /** LINE's own address behind the button; null for simulator channels. */
    lineUrl: z.string().nullable(),
    tags: z.array(z.string()),
    flowId: uuidSchema.nullable(),
    isActive: z.boolean(),
    counts: z.object({
      /** The page was opened (programs that only look at previews are left out). */
      opened: z.number().int(),
      /** The code was sent, people counted once. */
      people: z.number().int(),
      /** Of them, met for the first time less than an hour before. */
      joined: z.number().int(),
      /** Of them, friends still. */
      friends: z.number().int(),
    }),
    lastAt: timeSchema.nullable(),
    createdAt: timeSchema,
  }),
);
export type FriendSource = z.infer<typeof friendSourceSchema>;

const bodySchema = z.object({
  name: nameSchema,
  tags: z.array(tagNameSchema).max(20).default([]),
  /** Started when the code arrives; null: only the tags. */
  flowId: uuidSchema.nullable().default(null),
  isActive: z.boolean().default(true),
});
const sourceParams = botParams.extend({ sourceId: uuidSchema });

export const friendSourceRoutes = {
  listFriendSources: defineRoute({
    method: 'GET',
    path: '/bots/:botId/friend-sources',
    summary: 'Links and QR codes for new friends, newest first, with their counts.',
    tag: 'friendSources',
    params: botParams,
    response: listOf(friendSourceSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createFriendSource: defineRoute({
    method: 'POST',
    path: '/bots/:botId/friend-sources',
    summary: 'Make a link and QR code.',
    tag: 'friendSources',
    params: botParams,
    body: bodySchema.extend({
      channelId: uuidSchema,
      /** Chosen by us when left out. */
      code: z.string().regex(/^[A-Za-z0-9]{4,24}$/, 'Must be 4 to 24 letters and digits').optional(),
    }),
    response: friendSourceSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  updateFriendSource: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/friend-sources/:sourceId',
    summary: 'Change name, tags, flow, or switch it off. The code stays: it may be printed.',
    tag: 'friendSources',
    params: sourceParams,
    body: bodySchema,
    response: friendSourceSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  deleteFriendSource: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/friend-sources/:sourceId',
    summary: 'Delete it with its counts; the address answers that it is over.',
    tag: 'friendSources',
    params: sourceParams,
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getFriendSourceQr: defineRoute({
    method: 'GET',
    path: '/bots/:botId/friend-sources/:sourceId/qr.:format',
    summary: 'The QR code of the address, as SVG or as PNG of `size` pixels.',
    tag: 'friendSources',
    params: sourceParams.extend({ format: z.enum(['svg', 'png']) }),
    query: z.object({ size: z.coerce.number().int().min(100).max(4000).default(1000) }),
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
    produces: 'image/*',
  }),
} as const;
