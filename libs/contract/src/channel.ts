import { z } from 'zod';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const channelParams = botParams.extend({ channelId: uuidSchema });
/** LINE gives 32 hexadecimal digits; another stand-in may give something else. Visible ASCII only. */
const channelSecretSchema = z.string().overwrite(withoutBlanks).min(1).max(256).regex(/^[\x21-\x7e]+$/, 'Must be the channel secret as LINE shows it');
/** Long-lived tokens have about 172 characters; short ones and JWT based ones differ (FACTS §3). */
const accessTokenSchema = z.string().overwrite(withoutBlanks).min(1).max(4096).regex(/^[\x21-\x7e]+$/, 'Must be the channel access token as LINE shows it');
/** The channel's number at LINE: "Channel ID" on the page Basic settings. Stand-ins for LINE name channels otherwise. */
const lineChannelIdSchema = z.string().overwrite(withoutBlanks).min(1).max(64).regex(/^[A-Za-z0-9_-]+$/, 'Must be the channel ID as LINE shows it');
/** What a person ticks off because LINE does not tell. */
const ticksSchema = z.object({ redelivery: z.boolean().optional(), greetingOff: z.boolean().optional(), autoReplyOff: z.boolean().optional(), groupsAllowed: z.boolean().optional() });
const pushStopSchema = z.number().int().min(1).max(100).nullable();

/** Blanks and line breaks that came along with copying; no key of LINE has any. */
function withoutBlanks(value: string): string {
  return value.replace(/[\s\u200b\ufeff]+/g, '');
}

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
    /** `issued`: we make tokens from channel ID and secret and renew them; `given`: a person pasted one. */
    tokenKind: z.enum(['given', 'issued']),
    lineChannelId: z.string().nullable(),
    tokenExpiresAt: timeSchema.nullable(),
    ticked: ticksSchema,
    /** Pushes are held back once so many percent of the month's messages are used; null = never. */
    pushStopPercent: pushStopSchema,
    createdAt: timeSchema,
  }),
);
export type Channel = z.infer<typeof channelSchema>;

/** A key pair that signs for access tokens; the private half never leaves the server. */
export const tokenKeySchema = named(
  'TokenKey',
  z.object({
    /** To be pasted at LINE, as it is. */
    publicKey: z.object({ kty: z.string(), n: z.string(), e: z.string(), alg: z.literal('RS256'), use: z.literal('sig') }),
    kid: z.string().nullable(),
    createdAt: timeSchema,
  }),
);

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
    'otherDestination',
    'signatureRefused',
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
    /** LINE has verified the account; null when it does not tell. */
    verified: z.boolean().nullable().optional(),
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

export const signatureTestSchema = named(
  'SignatureTest',
  z.object({
    /**
     * `ok`, or why not: `missing`, `wrongLength`, `reencoded` (something between rewrote the JSON), `trimmed` (blanks at the ends),
     * `otherChannel` (signed with the secret of `otherChannelName`), `mismatch`; `cut`: too long to have been kept whole;
     * `nothingRefused`: no webhook was refused so far. i18n key below `channels.signature.verdicts`.
     */
    verdict: z.enum(['ok', 'missing', 'wrongLength', 'reencoded', 'trimmed', 'otherChannel', 'mismatch', 'cut', 'nothingRefused']),
    otherChannelName: z.string().nullable(),
    /** When the webhook came, if it was not pasted. */
    at: timeSchema.nullable(),
    bytes: z.number().int().nullable(),
  }),
);

export const channelQuotaSchema = named(
  'ChannelQuota',
  z.object({
    /** The month in UTC+9, `yyyy-mm`; null while LINE has not told anything yet. */
    month: z.string().nullable(),
    /** null = unlimited. */
    limit: z.number().nullable(),
    used: z.number(),
    /** Used by the month's end if the last seven days go on like this. */
    forecast: z.number(),
    /** The highest alarm level reached, in percent. */
    level: z.union([z.literal(0), z.literal(70), z.literal(90), z.literal(100)]),
    checkedAt: timeSchema.nullable(),
    /** Used by the end of each day, oldest first. */
    days: z.array(z.object({ day: z.string(), used: z.number() })),
    pushStopPercent: pushStopSchema,
    /** Pushes are held back now. */
    isHolding: z.boolean(),
    held: z.object({ count: z.number().int(), oldestAt: timeSchema.nullable() }),
  }),
);

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
    summary: 'Connect a LINE Messaging API channel by access token, or by channel ID (tokens are then made and renewed here). Nothing is stored when LINE refuses the keys.',
    tag: 'channels',
    params: botParams,
    body: z
      .object({ name: nameSchema, channelSecret: channelSecretSchema, accessToken: accessTokenSchema.optional(), lineChannelId: lineChannelIdSchema.optional() })
      .refine((body) => body.accessToken !== undefined || body.lineChannelId !== undefined, { path: ['accessToken'], message: 'Give an access token, or the channel ID so that tokens can be made' }),
    response: channelSchema,
    status: 201,
    errors: ['notFound', 'conflict', 'upstream'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  updateChannel: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/channels/:channelId',
    summary: 'Rename, replace secret, token or channel ID, pause, tick off, choose when pushes stop.',
    tag: 'channels',
    params: channelParams,
    body: z.object({
      name: nameSchema.optional(),
      channelSecret: channelSecretSchema.optional(),
      /** Replaces the token; tokens are no longer made here. */
      accessToken: accessTokenSchema.optional(),
      /** Tokens are made here from now on. */
      lineChannelId: lineChannelIdSchema.optional(),
      ticked: ticksSchema.optional(),
      pushStopPercent: pushStopSchema.optional(),
      state: z.enum(['active', 'paused']).optional(),
      runs: z.enum(['published', 'draft']).optional(),
    }),
    response: channelSchema,
    errors: ['notFound', 'upstream'],
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
  testSignature: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/signature-test',
    summary: 'Find out why a webhook was refused: the last one, or what is pasted.',
    tag: 'channels',
    params: channelParams,
    body: z.object({ signature: z.string().max(1_000).optional(), body: z.string().max(200_000).optional() }).default({}),
    response: signatureTestSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  getChannelQuota: defineRoute({
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/quota',
    summary: "The month's messages: used, forecast, alarm level, and pushes that are held back.",
    tag: 'channels',
    params: channelParams,
    response: channelQuotaSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  getTokenKey: defineRoute({
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/token-key',
    summary: 'The key that signs for access tokens v2.1, when the channel has one. `kid` is null until it was registered at LINE.',
    tag: 'channels',
    params: channelParams,
    response: z.object({ key: tokenKeySchema.nullable() }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  makeTokenKey: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/token-key',
    summary: 'Make a key pair. Register the public key in the LINE Developers console (Basic settings, Assertion signing key); then use it.',
    tag: 'channels',
    params: channelParams,
    response: tokenKeySchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  useTokenKey: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/channels/:channelId/token-key',
    summary: 'Make tokens with the key from now on. LINE is asked for one first; nothing is stored when it refuses.',
    tag: 'channels',
    params: channelParams,
    body: z.object({ kid: z.string().overwrite(withoutBlanks).min(1).max(200).regex(/^[\x21-\x7e]+$/), lineChannelId: lineChannelIdSchema.optional() }),
    response: tokenKeySchema,
    errors: ['notFound', 'conflict', 'upstream'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  removeTokenKey: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/channels/:channelId/token-key',
    summary: 'Forget the key. Tokens are made with the channel secret again, where they were made with the key.',
    tag: 'channels',
    params: channelParams,
    response: null,
    errors: ['notFound', 'upstream'],
    auth: 'person',
    permission: 'channel.edit',
  }),
  decideHeldPushes: defineRoute({
    method: 'POST',
    path: '/bots/:botId/channels/:channelId/held-pushes',
    summary: 'Send the pushes that were held back for the quota (and hold none back any more), or drop them.',
    tag: 'channels',
    params: channelParams,
    body: z.object({ decision: z.enum(['send', 'drop']) }),
    response: z.object({ count: z.number().int() }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'channel.edit',
  }),
} as const;
