import { LINE_RATES } from '@chatloom/line';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const COMMON = { calls: 2_000, perMs: SECOND_MS };
const HUNDRED_PER_HOUR = { calls: 100, perMs: HOUR_MS };
const THREE_PER_HOUR = { calls: 3, perMs: HOUR_MS };

/**
 * LINE's limit for each endpoint we stand in for, per channel (FACTS §2). Buckets follow method and path template, so
 * endpoints that share a number do not share a bucket.
 */
export const LINE_ENDPOINT_RATES = {
  ...LINE_RATES,
  broadcast: { calls: 60, perMs: 3_600_000 },
  loading: { calls: 100, perMs: SECOND_MS },
  validateReply: COMMON,
  validatePush: COMMON,
  validateMulticast: COMMON,
  validateNarrowcast: COMMON,
  validateBroadcast: COMMON,
  markAsRead: COMMON,
  markChatAsRead: COMMON,
  followers: COMMON,
  contentPreview: COMMON,
  contentTranscoding: COMMON,
  deliveryReply: COMMON,
  deliveryPush: COMMON,
  deliveryMulticast: COMMON,
  deliveryBroadcast: COMMON,
  richMenuCreate: HUNDRED_PER_HOUR,
  richMenuDelete: HUNDRED_PER_HOUR,
  richMenuValidate: COMMON,
  richMenuList: { calls: 10, perMs: SECOND_MS },
  richMenuGet: COMMON,
  richMenuUpload: COMMON,
  richMenuDownload: COMMON,
  richMenuGetDefault: COMMON,
  richMenuSetDefault: COMMON,
  richMenuCancelDefault: COMMON,
  richMenuAliasCreate: COMMON,
  richMenuAliasList: COMMON,
  richMenuAliasGet: COMMON,
  richMenuAliasUpdate: COMMON,
  richMenuAliasDelete: HUNDRED_PER_HOUR,
  richMenuOfUser: COMMON,
  richMenuLink: COMMON,
  richMenuUnlink: COMMON,
  richMenuBulkLink: COMMON,
  richMenuBulkUnlink: COMMON,
  richMenuBatch: THREE_PER_HOUR,
  richMenuValidateBatch: COMMON,
  richMenuBatchProgress: HUNDRED_PER_HOUR,
  groupSummary: COMMON,
  groupCount: COMMON,
  groupMembers: COMMON,
  groupMember: COMMON,
  groupLeave: COMMON,
  roomCount: COMMON,
  roomMembers: COMMON,
  roomMember: COMMON,
  roomLeave: COMMON,
} as const;
export type LineEndpoint = keyof typeof LINE_ENDPOINT_RATES;
