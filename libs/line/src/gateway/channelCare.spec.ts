import { createLineGateway } from './createLineGateway';
import type { HttpAnswer, HttpRequest } from './transport';

const channel = { id: '1', accessToken: 'token' };
const messages = [{ type: 'text', text: 'สวัสดี' }];
const KEY = '123e4567-e89b-12d3-a456-426614174000';
const period = { from: '20261101', to: '20261114' };

/** A gateway whose requests are seen and answered with `body`. */
function scripted(status: number, body: unknown) {
  const seen: HttpRequest[] = [];
  const gateway = createLineGateway({
    apiBaseUrl: 'https://api.line.me',
    dataApiBaseUrl: 'https://api-data.line.me',
    clock: { now: () => 0 },
    fetcher: {
      request: (request): Promise<HttpAnswer> => {
        seen.push(request);
        return Promise.resolve({ status, body: Buffer.from(JSON.stringify(body)), complete: true, requestId: 'request-1' });
      },
      close: () => Promise.resolve(),
    },
  });
  return { gateway, seen };
}
type Gateway = ReturnType<typeof scripted>['gateway'];
const headersOf = ({ headers }: HttpRequest) => Object.fromEntries(Array.from({ length: headers.length / 2 }, (_, index) => [headers[index * 2]!, headers[index * 2 + 1]!]));

const COUPON = {
  title: 'Tea',
  acquisitionCondition: { type: 'normal' as const },
  maxUseCountPerTicket: 1,
  startTimestamp: 1_795_000_000,
  endTimestamp: 1_796_000_000,
  timezone: 'ASIA_TAIPEI' as const,
  visibility: 'PUBLIC' as const,
};
/** Each call, its path, and an answer LINE may give. (That LINE's description knows them is seen by the recorder of `test/support`.) */
const CALLS: [string, string, unknown, (gateway: Gateway) => Promise<{ kind: string }>][] = [
  ['POST', '/v2/bot/message/broadcast', {}, ({ account }) => account.broadcast(channel, { messages }, KEY)],
  ['POST', '/v2/bot/message/narrowcast', {}, ({ account }) => account.narrowcast(channel, { messages, limit: { max: 5 } }, KEY)],
  ['GET', '/v2/bot/message/progress/narrowcast', { phase: 'waiting', acceptedTime: '2026-11-21T10:00:00Z' }, ({ account }) => account.narrowcastProgress(channel, 'a b')],
  ['GET', '/v2/bot/message/delivery/push', { status: 'ready', success: 3 }, ({ account }) => account.deliveryCount(channel, 'push', '20261120')],
  ['GET', '/v2/bot/followers/ids', { userIds: [] }, ({ account }) => account.followerIds(channel, { limit: 1_000, start: 'next' })],
  ['GET', '/v2/bot/message/aggregation/list', { customAggregationUnits: [] }, ({ account }) => account.aggregationUnits(channel, { limit: 100 })],
  ['POST', '/v2/bot/user/{userId}/linkToken', { linkToken: 'x' }, ({ account }) => account.linkToken(channel, 'U1')],
  ['POST', '/oauth2/v3/token', { access_token: 'x', expires_in: 899, token_type: 'Bearer' }, ({ tokens }) => tokens.issueStateless('1', { channelId: '165', channelSecret: 's' })],
  ['POST', '/v2/oauth/verify', { client_id: '165', expires_in: 1, scope: 'x' }, ({ tokens }) => tokens.verify('1', 'token')],
  ['POST', '/v2/oauth/revoke', {}, ({ tokens }) => tokens.revoke('1', 'token')],
  ['GET', '/v2/bot/insight/message/delivery', { status: 'ready' }, ({ insight }) => insight.deliveries(channel, '20261120')],
  ['GET', '/v2/bot/insight/followers', { status: 'unready' }, ({ insight }) => insight.followers(channel, '20261120')],
  ['GET', '/v2/bot/insight/demographic', { available: false }, ({ insight }) => insight.demographics(channel)],
  ['GET', '/v2/bot/insight/message/event', { overview: {} }, ({ insight }) => insight.messageEvents(channel, 'r')],
  ['GET', '/v2/bot/insight/message/event/aggregation', { overview: {} }, ({ insight }) => insight.unitEvents(channel, 'promotion_a', period)],
  ['GET', '/v2/bot/insight/richmenu/{richMenuId}/summary', { richMenuId: 'richmenu-1' }, ({ insight }) => insight.richMenuSummary(channel, 'richmenu-1', period)],
  ['GET', '/v2/bot/insight/richmenu/{richMenuId}/daily', { richMenuId: 'richmenu-1' }, ({ insight }) => insight.richMenuDaily(channel, 'richmenu-1', period)],
  ['POST', '/v2/bot/audienceGroup/upload', { audienceGroupId: 7 }, ({ audiences }) => audiences.create(channel, { description: 'VIP', userIds: ['U1'] })],
  ['PUT', '/v2/bot/audienceGroup/upload', {}, ({ audiences }) => audiences.add(channel, 7, ['U2'])],
  ['GET', '/v2/bot/audienceGroup/{audienceGroupId}', { audienceGroup: {} }, ({ audiences }) => audiences.get(channel, 7)],
  ['GET', '/v2/bot/audienceGroup/list', { audienceGroups: [] }, ({ audiences }) => audiences.list(channel, 1)],
  ['DELETE', '/v2/bot/audienceGroup/{audienceGroupId}', {}, ({ audiences }) => audiences.delete(channel, 7)],
  ['POST', '/v2/bot/coupon', { couponId: 'c' }, ({ coupons }) => coupons.create(channel, COUPON)],
  ['GET', '/v2/bot/coupon', { items: [] }, ({ coupons }) => coupons.list(channel)],
  ['GET', '/v2/bot/coupon/{couponId}', { couponId: 'c' }, ({ coupons }) => coupons.get(channel, 'c')],
  ['PUT', '/v2/bot/coupon/{couponId}/close', {}, ({ coupons }) => coupons.close(channel, 'c')],
];

describe.each(CALLS)('%s %s', (method, path, body, make) => {
  it('asks LINE by this path and gives what it answers', async () => {
    const { gateway, seen } = scripted(200, body);
    expect(['ok', 'sent']).toContain((await make(gateway)).kind);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.method).toBe(method);
    expect(seen[0]!.path.split('?')[0]).toMatch(new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`));
  });

  it('carries the token, or none where tokens are made', async () => {
    const { gateway, seen } = scripted(200, body);
    await make(gateway);
    expect(headersOf(seen[0]!).authorization).toBe(path.includes('oauth') ? undefined : 'Bearer token');
  });

  it('says why when LINE does not do it', async () => {
    expect(await make(scripted(400, { message: 'no', details: [{ message: 'bad', property: 'x' }] }).gateway)).toMatchObject({ kind: 'refused', status: 400, message: 'no' });
    expect(await make(scripted(401, { message: 'no' }).gateway)).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(await make(scripted(403, { message: 'no' }).gateway)).toMatchObject({ kind: 'unauthorized', status: 403 });
    expect(await make(scripted(429, { message: 'too fast' }).gateway)).toMatchObject({ kind: 'retryLater', reason: 'rate' });
    expect(await make(scripted(500, {}).gateway)).toMatchObject({ kind: 'retryLater', reason: 'server' });
  });
});

it('sends nothing for a channel whose token is being renewed, and asks to come back', async () => {
  const { gateway, seen } = scripted(200, {});
  const waiting = { id: '1', accessToken: '' };
  expect(await gateway.push(waiting, { to: 'U1', messages }, KEY)).toMatchObject({ kind: 'retryLater', reason: 'network' });
  expect(await gateway.botInfo(waiting)).toMatchObject({ kind: 'retryLater' });
  expect(seen).toEqual([]);
});

it('holds a channel to the 60 insight calls an hour LINE allows', async () => {
  const { gateway, seen } = scripted(200, { available: true });
  const outcomes = await Promise.all(Array.from({ length: 61 }, () => gateway.insight.demographics(channel)));
  expect(outcomes.filter(({ kind }) => kind === 'ok')).toHaveLength(60);
  expect(outcomes[60]).toMatchObject({ kind: 'retryLater', reason: 'rate', after: 60_000 });
  expect(seen).toHaveLength(60);
});
