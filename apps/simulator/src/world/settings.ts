import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';

/** `U` with 32 hex digits. */
export const userIdSchema = z.string().regex(/^U[0-9a-f]{32}$/, 'a user ID is U and 32 hex digits');
const milliseconds = z.number().int().min(0).max(86_400_000);

/**
 * What `PUT /sim/v1/channels/:id` takes. Only `secret` and a token are needed; what is left out keeps its value on a
 * repeated registration, and has the default named here on the first.
 */
export const channelSettingsSchema = z
  .object({
    secret: z.string().min(1),
    accessToken: z.string().min(1).optional(),
    accessTokens: z.array(z.string().min(1)).optional(),
    botUserId: userIdSchema.optional(),
    displayName: z.string().min(1).optional(),
    /** Where webhooks go; null for nowhere. */
    webhookUrl: z.url().nullable().optional(),
    /** The "Use webhook" switch; default true. */
    active: z.boolean().optional(),
    /** A number, `null` or `{type: 'none'}` for unlimited; default unlimited. */
    quota: z
      .union([
        z.number().int().min(0),
        z.null(),
        z.object({ type: z.literal('none') }),
        z.object({ type: z.literal('limited'), value: z.number().int().min(0) }),
      ])
      .optional(),
    /** Accept http and localhost addresses where LINE wants HTTPS; default false. */
    lenient: z.boolean().optional(),
    /** Deliver again when the bot did not answer 2xx; default false, as in LINE's console. */
    redelivery: z.union([z.boolean(), z.object({ delaysMs: z.array(milliseconds).max(20) })]).optional(),
    /** LINE's rate limits: false for none, a number to make them so many times larger; default true. */
    rateLimits: z.union([z.boolean(), z.number().positive()]).optional(),
    /** Life of a reply token from delivery; default 60 s. */
    replyTokenMs: milliseconds.optional(),
    /** Accept reply tokens that were never given out (into no chat), for load tests with made-up webhooks; default false. */
    anyReplyToken: z.boolean().optional(),
    /** How long a bot may take to answer a webhook; default 2 s. */
    webhookTimeoutMs: milliseconds.min(1).optional(),
    /** How long content answers 202 after it was sent; default 0. */
    contentPreparingMs: milliseconds.optional(),
    /** How long what LINE accepts with 202 takes (bulk links, batches, narrowcast, audiences); default 1 s. */
    asyncMs: milliseconds.optional(),
    /** The country of the account: the money of coupons; default JP. */
    country: z.enum(['JP', 'TW', 'TH']).optional(),
    /** In `standby` events carry no reply token; default `active`. */
    mode: z.enum(['active', 'standby']).optional(),
    /** Verified accounts may list their followers and group members; default false. */
    verified: z.boolean().optional(),
  })
  .strict();
export type ChannelSettingsInput = z.infer<typeof channelSettingsSchema>;

export type Quota = { type: 'none' } | { type: 'limited'; value: number };

/** A channel's settings, complete. */
export interface ChannelSettings {
  secret: string;
  accessTokens: string[];
  botUserId: string;
  displayName: string;
  webhookUrl: string | null;
  active: boolean;
  quota: Quota;
  lenient: boolean;
  /** Waits before each further delivery; empty when switched off. */
  redeliveryDelaysMs: number[];
  /** 0 for none. */
  rateFactor: number;
  replyTokenMs: number;
  anyReplyToken: boolean;
  webhookTimeoutMs: number;
  contentPreparingMs: number;
  asyncMs: number;
  country: 'JP' | 'TW' | 'TH';
  /** Assertion signing keys, by `POST …/keys` (FACTS §14). */
  publicKeys: ({ kid: string } & JsonWebKey)[];
  mode: 'active' | 'standby';
  verified: boolean;
}

/** LINE publishes neither count nor interval; these are ours. */
const REDELIVERY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000];

export function defaultSettings(id: string, botUserId: string): ChannelSettings {
  return {
    secret: '',
    accessTokens: [],
    botUserId,
    displayName: `Bot ${id}`,
    webhookUrl: null,
    active: true,
    quota: { type: 'none' },
    lenient: false,
    redeliveryDelaysMs: [],
    rateFactor: 1,
    replyTokenMs: 60_000,
    anyReplyToken: false,
    webhookTimeoutMs: 2_000,
    contentPreparingMs: 0,
    asyncMs: 1_000,
    country: 'JP',
    publicKeys: [],
    mode: 'active',
    verified: false,
  };
}

/** Lays what a registration says over the settings so far. */
export function mergeSettings(settings: ChannelSettings, input: ChannelSettingsInput): ChannelSettings {
  const { accessToken, accessTokens, quota, redelivery, rateLimits, ...same } = input;
  const merged: ChannelSettings = { ...settings, ...withoutUndefined(same) };
  if (accessToken !== undefined || accessTokens !== undefined) {
    merged.accessTokens = [...new Set([...(accessToken === undefined ? [] : [accessToken]), ...(accessTokens ?? [])])];
  }
  if (quota !== undefined) merged.quota = typeof quota === 'number' ? { type: 'limited', value: quota } : (quota ?? { type: 'none' });
  if (redelivery !== undefined) {
    merged.redeliveryDelaysMs = typeof redelivery === 'object' ? redelivery.delaysMs : redelivery ? REDELIVERY_DELAYS_MS : [];
  }
  if (rateLimits !== undefined) merged.rateFactor = Number(rateLimits);
  return merged;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
