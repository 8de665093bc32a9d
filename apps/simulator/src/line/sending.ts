import { validateSendOptions } from '@chatloom/messages';
import type { MessageObject } from '../world/bubble';
import type { Channel } from '../world/channel';
import { type Answer, type Call, done, type LineRoute } from './call';
import { checkMessages } from './checkMessages';
import { type ErrorDetail, invalidProperty, LineError, monthlyLimit } from './lineError';
import { reservedOf } from './narrowcast';
import { post, sentInfo } from './post';
import { checkQuotes } from './quotes';
import { isChatId, isUserId, pushTarget, reachesByMulticast } from './recipients';

/** reply, push, multicast, broadcast; narrowcast is apart (FACTS §3 "Sending", §18 rules 4-8). */
export const sendingRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/message/reply', endpoint: 'reply', answer: reply },
  { method: 'POST', path: '/v2/bot/message/push', endpoint: 'push', keyed: true, answer: push },
  { method: 'POST', path: '/v2/bot/message/multicast', endpoint: 'multicast', keyed: true, answer: multicast },
  { method: 'POST', path: '/v2/bot/message/broadcast', endpoint: 'broadcast', keyed: true, answer: broadcast },
  ...(['reply', 'push', 'multicast', 'narrowcast', 'broadcast'] as const).map(
    (call): LineRoute => ({
      method: 'POST',
      path: `/v2/bot/message/validate/${call}`,
      endpoint: `validate${call[0]!.toUpperCase()}${call.slice(1)}` as LineRoute['endpoint'],
      answer: ({ body, channel }) => {
        checkMessages(body.messages, channel.settings.lenient);
        return done();
      },
    }),
  ),
];

/** Whether LINE burns a token on invalid messages is not documented; here it does not (FACTS §4, §18 rule 5). */
function reply(call: Call): Answer {
  const { body, channel, world } = call;
  const faults: ErrorDetail[] = [];
  if (typeof body.replyToken !== 'string' || body.replyToken === '') faults.push({ message: 'May not be empty', property: 'replyToken' });
  faults.push(...validateSendOptions(body, 'reply'));
  const messages = checkMessages(body.messages, channel.settings.lenient, faults);
  const token = body.replyToken as string;
  const now = world.now();
  const chatId = channel.replyTokens.peek(token, now);
  if (chatId === undefined) {
    if (!channel.settings.anyReplyToken) throw new LineError(400, 'Invalid reply token');
    return { status: 200, body: { sentMessages: messages.map((message) => sentInfo('', world.messageIds.next(), message)) } };
  }
  checkQuotes(messages, chatId);
  channel.replyTokens.use(token);
  channel.usage.countDelivery('reply', 1, now);
  const user = channel.users.get(chatId);
  const sentMessages = post({ ...shared(call, messages), via: 'reply', cost: 0, delivers: !user?.blocked }, chatId);
  return { status: 200, body: { sentMessages }, cost: 0 };
}

function push(call: Call): Answer {
  const { body, channel, world } = call;
  const messages = checkMessages(body.messages, channel.settings.lenient, validateSendOptions(body, 'push'));
  if (!isChatId(body.to)) throw invalidProperty('to');
  const now = world.now();
  const target = pushTarget(channel, body.to, now);
  if (!target) throw new LineError(400, 'Failed to send messages');
  checkQuotes(messages, body.to);
  spend(channel, target.cost, now);
  channel.usage.countDelivery('push', target.cost, now);
  const sentMessages = post({ ...shared(call, messages), via: 'push', cost: target.cost, delivers: target.delivers }, body.to);
  if (unitOf(call) !== undefined) record(call, 'push', messages, target.delivers && isUserId(body.to) ? [body.to] : [], now);
  return { status: 200, body: { sentMessages }, cost: target.cost };
}

function multicast(call: Call): Answer {
  const { body, channel, world } = call;
  const faults: ErrorDetail[] = validateSendOptions(body, 'multicast');
  const to = body.to;
  if (!Array.isArray(to) || to.length < 1 || to.length > 500) faults.push({ message: 'Size must be between 1 and 500', property: 'to' });
  const messages = checkMessages(body.messages, channel.settings.lenient, faults);
  const ids = to as unknown[];
  const malformed = ids.findIndex((id) => !isUserId(id));
  if (malformed >= 0) throw invalidProperty(`to[${malformed}]`);
  // Well-formed IDs of strangers are dropped silently (FACTS §19).
  const reached = [...new Set(ids as string[])].filter((id) => {
    const user = channel.users.get(id);
    return user !== undefined && reachesByMulticast(user);
  });
  return toMany(call, reached, messages, 'multicast', world.now());
}

function broadcast(call: Call): Answer {
  const { body, channel, world } = call;
  const messages = checkMessages(body.messages, channel.settings.lenient, validateSendOptions(body, 'broadcast'));
  const reached = [...channel.users.values()].filter(reachesByMulticast).map((user) => user.userId);
  return toMany(call, reached, messages, 'broadcast', world.now());
}

function toMany(call: Call, reached: string[], messages: MessageObject[], via: 'multicast' | 'broadcast', now: number): Answer {
  checkQuotes(messages, undefined);
  spend(call.channel, reached.length, now);
  call.channel.usage.countDelivery(via, reached.length, now);
  for (const userId of reached) post({ ...shared(call, messages), via, cost: 1, delivers: true }, userId);
  record(call, via, messages, reached, now);
  return { ...done(), cost: reached.length };
}

/** The whole request is refused when it does not fit (FACTS §11). */
function spend(channel: Channel, cost: number, now: number): void {
  const { quota } = channel.settings;
  if (quota.type === 'limited' && cost > 0 && channel.usage.total(now) + reservedOf(channel) + cost > quota.value) throw monthlyLimit();
  channel.usage.spend(cost, now);
}

function shared({ world, channel, requestId, body }: Call, messages: MessageObject[]) {
  return { world, channel, requestId, messages, notificationDisabled: body.notificationDisabled === true };
}

function record(call: Call, via: 'push' | 'multicast' | 'broadcast', messages: MessageObject[], reached: string[], at: number): void {
  const unit = unitOf(call);
  call.channel.sends.record({ requestId: call.requestId, via, at, messages: messages.length, reached, ...(unit !== undefined && { unit }) });
}

/** The name the statistics of the send are kept under, if it has one. */
const unitOf = ({ body }: Call): string | undefined => (body.customAggregationUnits as string[] | undefined)?.[0];

