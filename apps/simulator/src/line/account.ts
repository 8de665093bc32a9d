import { LOADING_DEFAULT_SECONDS, loadingSecondsFaults } from '@chatloom/messages';
import { type Answer, type Call, done, type LineRoute } from './call';
import { bodyErrors, type ErrorDetail, invalidParameter, invalidProperty, LineError, noAccess, notFound } from './lineError';
import { isUserId, showsProfile } from './recipients';
import { markRead, readToken } from '../world/readMarks';
import { type CountedCall, lineDate } from '../world/usage';

/** Profile, bot info, quota, counts, followers, webhook endpoint, loading animation, read marks (FACTS §3). */
export const accountRoutes: LineRoute[] = [
  { method: 'GET', path: '/v2/bot/profile/:userId', endpoint: 'profile', answer: profile },
  { method: 'GET', path: '/v2/bot/followers/ids', endpoint: 'followers', answer: followers },
  { method: 'GET', path: '/v2/bot/info', endpoint: 'botInfo', answer: botInfo },
  { method: 'GET', path: '/v2/bot/message/quota', endpoint: 'quota', answer: ({ channel }) => ({ status: 200, body: channel.settings.quota }) },
  {
    method: 'GET',
    path: '/v2/bot/message/quota/consumption',
    endpoint: 'consumption',
    answer: ({ channel, world }) => ({ status: 200, body: { totalUsage: channel.usage.total(world.now()) } }),
  },
  ...(['reply', 'push', 'multicast', 'broadcast'] as const).map(
    (call): LineRoute => ({
      method: 'GET',
      path: `/v2/bot/message/delivery/${call}`,
      endpoint: `delivery${call[0]!.toUpperCase()}${call.slice(1)}` as LineRoute['endpoint'],
      answer: (request) => deliveryCount(request, call),
    }),
  ),
  { method: 'GET', path: '/v2/bot/channel/webhook/endpoint', endpoint: 'getWebhookEndpoint', answer: getEndpoint },
  { method: 'PUT', path: '/v2/bot/channel/webhook/endpoint', endpoint: 'setWebhookEndpoint', answer: setEndpoint },
  { method: 'POST', path: '/v2/bot/channel/webhook/test', endpoint: 'testWebhookEndpoint', answer: testEndpoint },
  { method: 'POST', path: '/v2/bot/chat/loading/start', endpoint: 'loading', answer: startLoading },
  { method: 'POST', path: '/v2/bot/chat/markAsRead', endpoint: 'markAsRead', answer: markAsRead },
  { method: 'POST', path: '/v2/bot/message/markAsRead', endpoint: 'markChatAsRead', answer: markChatAsRead },
];

function profile({ channel, params }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  const user = channel.users.get(params.userId);
  if (!user || !showsProfile(user)) throw notFound();
  return { status: 200, body: channel.profileOf(user) };
}

function followers({ channel, query }: Call): Answer {
  if (!channel.settings.verified) throw noAccess();
  const limit = Number(query.get('limit') ?? 300);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw invalidParameter('limit');
  const start = Number(query.get('start') ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('start');
  const ids = [...channel.users.values()].filter((user) => user.friend && !user.blocked).map((user) => user.userId);
  const userIds = ids.slice(start, start + limit);
  return { status: 200, body: start + limit < ids.length ? { userIds, next: String(start + limit) } : { userIds } };
}

function botInfo({ channel }: Call): Answer {
  const { botUserId, displayName } = channel.settings;
  return {
    status: 200,
    body: { userId: botUserId, basicId: `@${botUserId.slice(1, 9)}`, displayName, chatMode: 'bot', markAsReadMode: 'auto' },
  };
}

function deliveryCount({ channel, world, query }: Call, call: CountedCall): Answer {
  const date = query.get('date') ?? '';
  if (!/^\d{8}$/.test(date)) throw invalidParameter('date');
  // Counts are ready on the next day, UTC+9.
  if (date >= lineDate(world.now())) return { status: 200, body: { status: 'unready' } };
  return { status: 200, body: { status: 'ready', success: channel.usage.deliveries(call, date) } };
}

function getEndpoint({ channel }: Call): Answer {
  const { webhookUrl, active } = channel.settings;
  if (webhookUrl === null) throw new LineError(404, 'Webhook endpoint not found');
  return { status: 200, body: { endpoint: webhookUrl, active } };
}

function setEndpoint({ channel, world, body }: Call): Answer {
  channel.settings = { ...channel.settings, webhookUrl: endpointUrl(body.endpoint, channel.settings.lenient) };
  world.touch();
  return done();
}

async function testEndpoint({ channel, world, body }: Call): Promise<Answer> {
  const url = body.endpoint === undefined ? channel.settings.webhookUrl : endpointUrl(body.endpoint, channel.settings.lenient);
  if (url === null) throw new LineError(404, 'Webhook endpoint not found');
  const timestamp = new Date(world.now()).toISOString();
  const { success, statusCode, reason, detail } = await world.deliverer(channel).probe(url);
  return { status: 200, body: { success, timestamp, statusCode, reason, detail } };
}

/** HTTPS and at most 500 characters; a lenient channel takes http too, for bots on the same machine. */
function endpointUrl(endpoint: unknown, lenient: boolean): string {
  const url = typeof endpoint === 'string' && endpoint.length <= 500 && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== 'https:' && !(lenient && url?.protocol === 'http:')) throw new LineError(400, 'Invalid webhook endpoint URL');
  return endpoint as string;
}

/** FACTS §3: 5 to 60 seconds in steps of five, people only; accepted even when nobody looks. */
function startLoading({ channel, world, body }: Call): Answer {
  const { chatId, loadingSeconds = LOADING_DEFAULT_SECONDS } = body;
  const faults: ErrorDetail[] = [];
  if (!isUserId(chatId)) faults.push({ message: 'Must be a user ID', property: 'chatId' });
  faults.push(...loadingSecondsFaults(loadingSeconds));
  if (faults.length > 0) throw bodyErrors(faults);
  const user = channel.users.get(chatId as string);
  if (user && !user.blocked) channel.chat(user.userId).startLoading(world.now() + (loadingSeconds as number) * 1_000);
  return { status: 202, body: {} };
}

function markAsRead({ channel, body }: Call): Answer {
  if (typeof body.markAsReadToken !== 'string' || body.markAsReadToken === '') {
    throw bodyErrors([{ message: 'May not be empty', property: 'markAsReadToken' }]);
  }
  if (!markRead(channel, body.markAsReadToken)) throw invalidProperty('markAsReadToken');
  return done();
}

function markChatAsRead({ channel, body }: Call): Answer {
  const chat = body.chat as { userId?: unknown } | undefined;
  if (!isUserId(chat?.userId)) throw bodyErrors([{ message: 'May not be empty', property: 'chat.userId' }]);
  const last = channel.chats.get(chat.userId)?.bubbles.at(-1);
  if (last) markRead(channel, readToken(chat.userId, last.id));
  return done();
}
