import { z } from 'zod';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const channelParams = botParams.extend({ channelId: uuidSchema });
/** LINE gives 32 hexadecimal digits; another stand-in may give something else. Visible ASCII only. */
const channelSecretSchema = z.string().trim().min(1).max(256).regex(/^[\x21-\x7e]+$/, 'Must be the channel secret as LINE shows it');
/** Long-lived tokens have about 172 characters; short ones and JWT based ones differ (FACTS §3). */
const accessTokenSchema = z.string().trim().min(1).max(4096).regex(/^[\x21-\x7e]+$/, 'Must be the channel access token as LINE shows it');

export const channelSchema = named(
  'Channel',
  z.object({
    id: uuidSchema,
    kind: z.enum(['line', 'simulator']),
    name: z.string(),
    /** What LINE must call; paste it into the LINE Developers console, or let us set it. */
    webhookUrl: z.string(),
    botUserId: z.string().nullable(),
    basicId: z.string().nullable(),
    displayName: z.string().nullable(),
    /** Secrets are write-only: only the last four characters come back. */
    secretLastFour: z.string(),
    tokenLastFour: z.string(),
    state: z.enum(['active', 'paused']),
    /** Why sending stopped: `unauthorized` (LINE refused the token), `byPerson`, or another code. */
    pausedReason: z.string().nullable(),
    /** The simulator channel runs drafts, real ones what is published. */
    runs: z.enum(['published', 'draft']),
    createdAt: timeSchema,
  }),
);
export type Channel = z.infer<typeof channelSchema>;

/** Something that keeps a channel from working; `code` is an i18n key below `channels.problems`. */
export const channelProblemSchema = z.object({
  code: z.enum([
    'unauthorized',
    'unreachable',
    'otherBot',
    'webhookMissing',
    'webhookElsewhere',
    'webhookInactive',
    'chatModeOn',
    'quotaUsedUp',
    'refused',
  ]),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ChannelProblem = z.infer<typeof channelProblemSchema>;

export const channelCheckSchema = named(
  'ChannelCheck',
  z.object({
    ok: z.boolean(),
    botInfo: z
      .object({
        userId: z.string(),
        basicId: z.string(),
        displayName: z.string(),
        pictureUrl: z.string().optional(),
        chatMode: z.string().optional(),
        markAsReadMode: z.string().optional(),
      })
      .optional(),
    /** `ours`: LINE calls the URL of this channel. */
    webhook: z.object({ endpoint: z.string().nullable(), active: z.boolean(), ours: z.boolean() }).optional(),
    /** Messages this month; `limit` null means unlimited. */
    quota: z.object({ limit: z.number().nullable(), used: z.number() }).optional(),
    problems: z.array(channelProblemSchema),
  }),
);
export type ChannelCheck = z.infer<typeof channelCheckSchema>;

export const webhookTestSchema = named(
  'WebhookTest',
  z.object({
    success: z.boolean(),
    endpoint: z.string(),
    statusCode: z.number().int().optional(),
    /** LINE's own word: OK, COULD_NOT_CONNECT, REQUEST_TIMEOUT, ERROR_STATUS_CODE, UNCLASSIFIED, …; i18n key below `channels.webhookReasons`. */
    reason: z.string(),
    /** LINE's detail, as it came. */
    detail: z.string(),
    /** What it means and what to do, in English. */
    explained: z.string(),
  }),
);
export type WebhookTest = z.infer<typeof webhookTestSchema>;

export const channelRoutes = {
  listChannels: defineRoute({
    method: 'GET',
    path: '/bots/:botId/channels',
    summary: "The bot's channels; the simulator channel first.",
    tag: 'channels',
    params: botParams,
    response: listOf(channelSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  createChannel: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels',
    summary: 'Connect a LINE Messaging API channel.',
    tag: 'channels',
    params: botParams,
    body: z.object({ name: nameSchema, channelSecret: channelSecretSchema, accessToken: accessTokenSchema }),
    response: channelSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  updateChannel: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/channels/:channelId',
    summary: 'Rename, replace secret or token, pause.',
    tag: 'channels',
    params: channelParams,
    body: z.object({
      name: nameSchema.optional(),
      channelSecret: channelSecretSchema.optional(),
      accessToken: accessTokenSchema.optional(),
      state: z.enum(['active', 'paused']).optional(),
      runs: z.enum(['published', 'draft']).optional(),
    }),
    response: channelSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  removeChannel: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/channels/:channelId',
    summary: 'Disconnect a LINE channel: its secret and token are erased. The simulator channel stays.',
    tag: 'channels',
    params: channelParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  checkChannel: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/check',
    summary: 'Ask LINE for bot info, quota and webhook endpoint, and remember who the bot is.',
    tag: 'channels',
    params: channelParams,
    response: channelCheckSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  setChannelWebhook: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/webhook',
    summary: 'Set the webhook endpoint at LINE (ours unless `url` is given) and let LINE test it.',
    tag: 'channels',
    params: channelParams,
    body: z.object({ url: z.url({ protocol: /^https?$/ }).max(500).optional() }).default({}),
    response: webhookTestSchema,
    errors: ['notFound', 'upstream'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  resumeChannel: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/resume',
    summary: 'Send again through a paused channel.',
    tag: 'channels',
    params: channelParams,
    response: channelSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'channel.edit',
  }),
} as const;
