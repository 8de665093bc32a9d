import type { messagingApi } from '@line/bot-sdk';
import { done, type GatewayChannel, having, type LineCaller, pathSegment } from './createLineCaller';
import type { CallOutcome } from './sendOutcome';

/** A rich menu object as LINE takes it (FACTS §9 "object"). */
export type RichMenuRequest = messagingApi.RichMenuRequest;
/** One step of a batch: everybody who has `from` gets `to`, or loses it; or everybody loses theirs. */
export type RichMenuBatchOperation = { type: 'link'; from: string; to: string } | { type: 'unlink'; from: string } | { type: 'unlinkAll' };

/**
 * Rich menus at LINE (FACTS §9). Order matters: create, upload the picture, then default, links and aliases. A picture cannot be
 * replaced. Creating and deleting menus and deleting aliases may be done 100 times an hour each, a batch 3 times.
 */
export interface RichMenuCalls {
  /** Says what LINE would say to `create`, without its limit of 100 an hour. */
  validate(channel: GatewayChannel, menu: RichMenuRequest): Promise<CallOutcome<true>>;
  create(channel: GatewayChannel, menu: RichMenuRequest): Promise<CallOutcome<messagingApi.RichMenuIdResponse>>;
  /** PNG or JPEG of at most 1 MB; once per menu. */
  upload(channel: GatewayChannel, richMenuId: string, picture: { body: Buffer; contentType: string }): Promise<CallOutcome<true>>;
  /** Only menus made through the API. 10 calls a second. */
  list(channel: GatewayChannel): Promise<CallOutcome<messagingApi.RichMenuListResponse>>;
  get(channel: GatewayChannel, richMenuId: string): Promise<CallOutcome<messagingApi.RichMenuResponse>>;
  /** `notFound` when it is gone already. Aliases and links to it end with it. */
  delete(channel: GatewayChannel, richMenuId: string): Promise<CallOutcome<true>>;
  /** `notFound` when none is set. */
  getDefault(channel: GatewayChannel): Promise<CallOutcome<messagingApi.RichMenuIdResponse>>;
  setDefault(channel: GatewayChannel, richMenuId: string): Promise<CallOutcome<true>>;
  cancelDefault(channel: GatewayChannel): Promise<CallOutcome<true>>;
  /** `notFound` when the person has none of their own. */
  ofUser(channel: GatewayChannel, userId: string): Promise<CallOutcome<messagingApi.RichMenuIdResponse>>;
  /** At once; ignored for people who are no friends. */
  link(channel: GatewayChannel, userId: string, richMenuId: string): Promise<CallOutcome<true>>;
  unlink(channel: GatewayChannel, userId: string): Promise<CallOutcome<true>>;
  /** 1-500 people, done within seconds. */
  bulkLink(channel: GatewayChannel, userIds: readonly string[], richMenuId: string): Promise<CallOutcome<true>>;
  bulkUnlink(channel: GatewayChannel, userIds: readonly string[]): Promise<CallOutcome<true>>;
  /** At most 1,000 operations; 3 calls an hour. The outcome's `requestId` is what `batchProgress` wants. */
  batch(channel: GatewayChannel, operations: readonly RichMenuBatchOperation[], resumeRequestKey?: string): Promise<CallOutcome<true>>;
  batchProgress(channel: GatewayChannel, requestId: string): Promise<CallOutcome<messagingApi.RichMenuBatchProgressResponse>>;
  /** The menu must have its picture. Refused when the alias exists. */
  createAlias(channel: GatewayChannel, aliasId: string, richMenuId: string): Promise<CallOutcome<true>>;
  /** `notFound` when there is no such alias. */
  updateAlias(channel: GatewayChannel, aliasId: string, richMenuId: string): Promise<CallOutcome<true>>;
  getAlias(channel: GatewayChannel, aliasId: string): Promise<CallOutcome<messagingApi.RichMenuAliasResponse>>;
  deleteAlias(channel: GatewayChannel, aliasId: string): Promise<CallOutcome<true>>;
}

/** A picture of 1 MB over a slow line. */
const UPLOAD_TOTAL_MS = 30_000;
const MENU = '/v2/bot/richmenu';

/** Builds the calls; see `RichMenuCalls`. */
export function richMenuCalls({ call }: LineCaller): RichMenuCalls {
  const menuPath = (richMenuId: string) => `${MENU}/${pathSegment(richMenuId)}`;
  const userPath = (userId: string) => `/v2/bot/user/${pathSegment(userId)}/richmenu`;
  const aliasPath = (aliasId: string) => `${MENU}/alias/${pathSegment(aliasId)}`;
  const readId = having<messagingApi.RichMenuIdResponse>('richMenuId', 'string');
  return {
    validate: (channel, json) => call(channel, { endpoint: 'richMenuValidate', method: 'POST', path: `${MENU}/validate`, json }, done),
    create: (channel, json) => call(channel, { endpoint: 'richMenuCreate', method: 'POST', path: MENU, json }, readId),
    upload: (channel, richMenuId, bytes) =>
      call(channel, { endpoint: 'richMenuUpload', method: 'POST', path: `${menuPath(richMenuId)}/content`, bytes, dataHost: true, totalMs: UPLOAD_TOTAL_MS }, done),
    list: (channel) => call(channel, { endpoint: 'richMenuList', method: 'GET', path: `${MENU}/list` }, having<messagingApi.RichMenuListResponse>('richmenus', 'object')),
    get: (channel, richMenuId) => call(channel, { endpoint: 'richMenuGet', method: 'GET', path: menuPath(richMenuId) }, having<messagingApi.RichMenuResponse>('richMenuId', 'string')),
    delete: (channel, richMenuId) => call(channel, { endpoint: 'richMenuDelete', method: 'DELETE', path: menuPath(richMenuId) }, done),
    getDefault: (channel) => call(channel, { endpoint: 'richMenuGetDefault', method: 'GET', path: '/v2/bot/user/all/richmenu' }, readId),
    setDefault: (channel, richMenuId) => call(channel, { endpoint: 'richMenuSetDefault', method: 'POST', path: `/v2/bot/user/all/richmenu/${pathSegment(richMenuId)}` }, done),
    cancelDefault: (channel) => call(channel, { endpoint: 'richMenuCancelDefault', method: 'DELETE', path: '/v2/bot/user/all/richmenu' }, done),
    ofUser: (channel, userId) => call(channel, { endpoint: 'richMenuOfUser', method: 'GET', path: userPath(userId) }, readId),
    link: (channel, userId, richMenuId) => call(channel, { endpoint: 'richMenuLink', method: 'POST', path: `${userPath(userId)}/${pathSegment(richMenuId)}` }, done),
    unlink: (channel, userId) => call(channel, { endpoint: 'richMenuUnlink', method: 'DELETE', path: userPath(userId) }, done),
    bulkLink: (channel, userIds, richMenuId) => call(channel, { endpoint: 'richMenuBulkLink', method: 'POST', path: `${MENU}/bulk/link`, json: { richMenuId, userIds } }, done),
    bulkUnlink: (channel, userIds) => call(channel, { endpoint: 'richMenuBulkUnlink', method: 'POST', path: `${MENU}/bulk/unlink`, json: { userIds } }, done),
    batch: (channel, operations, resumeRequestKey) =>
      call(channel, { endpoint: 'richMenuBatch', method: 'POST', path: `${MENU}/batch`, json: { operations, ...(resumeRequestKey === undefined ? {} : { resumeRequestKey }) } }, done),
    batchProgress: (channel, requestId) =>
      call(
        channel,
        { endpoint: 'richMenuBatchProgress', method: 'GET', path: `${MENU}/progress/batch?${new URLSearchParams({ requestId }).toString()}` },
        having<messagingApi.RichMenuBatchProgressResponse>('phase', 'string'),
      ),
    createAlias: (channel, richMenuAliasId, richMenuId) =>
      call(channel, { endpoint: 'richMenuAliasCreate', method: 'POST', path: `${MENU}/alias`, json: { richMenuAliasId, richMenuId } }, done),
    updateAlias: (channel, aliasId, richMenuId) => call(channel, { endpoint: 'richMenuAliasUpdate', method: 'POST', path: aliasPath(aliasId), json: { richMenuId } }, done),
    getAlias: (channel, aliasId) => call(channel, { endpoint: 'richMenuAliasGet', method: 'GET', path: aliasPath(aliasId) }, having<messagingApi.RichMenuAliasResponse>('richMenuId', 'string')),
    deleteAlias: (channel, aliasId) => call(channel, { endpoint: 'richMenuAliasDelete', method: 'DELETE', path: aliasPath(aliasId) }, done),
  };
}
