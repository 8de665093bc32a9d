import { validateSendOptions } from '@chatloom/messages';
import type { Channel } from '../world/channel';
import type { Narrowcast } from '../world/narrowcast';
import type { JobHandler } from '../world/world';
import type { Answer, Call, LineRoute } from './call';
import { checkMessages } from './checkMessages';
import { type ErrorDetail, LineError, monthlyLimit, notFound } from './lineError';
import { checkDemographic, checkRecipient, followedAudiences, reachOf } from './narrowcastReach';
import { post } from './post';
import { checkQuotes } from './quotes';
import { reachesByMulticast } from './recipients';

/** FACTS §12; not asked of lenient channels, which would need a crowd to try anything. */
const REACH_FOR_ATTRIBUTES = 100;
const LEAST_PEOPLE = 50;
/** Progress can be read for so long (FACTS §3). */
const PROGRESS_MEMORY_MS = 14 * 86_400_000;

/** Narrowcast: accepted at once, then filtered, then sent (FACTS §3, §12, §18 rule 10). */
export const narrowcastRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/message/narrowcast', endpoint: 'narrowcast', keyed: true, answer: narrowcast },
  { method: 'GET', path: '/v2/bot/message/progress/narrowcast', endpoint: 'narrowcastProgress', answer: progress },
];

function narrowcast(call: Call): Answer {
  const { body, channel, world, requestId } = call;
  const { recipient, notificationDisabled, limit = {} } = body;
  const demographic = (body.filter as { demographic?: unknown } | undefined)?.demographic;
  const now = world.now();
  const faults: ErrorDetail[] = [
    ...validateSendOptions(body, 'narrowcast'),
    ...(recipient === undefined ? [] : checkRecipient(channel, recipient, now)),
    ...(demographic === undefined ? [] : checkDemographic(demographic)),
    ...limitFaults(limit),
  ];
  const messages = checkMessages(body.messages, channel.settings.lenient, faults);
  checkQuotes(messages, undefined);
  const friends = [...channel.users.values()].filter(reachesByMulticast).length;
  if ((recipient !== undefined || demographic !== undefined) && friends < REACH_FOR_ATTRIBUTES && !channel.settings.lenient) {
    throw new LineError(403, 'Your account does not have enough friends');
  }
  const wanted = limit as Narrowcast['request']['limit'];
  const reach = Math.min(friends, wanted.max ?? friends);
  const { quota } = channel.settings;
  const left = quota.type === 'limited' ? quota.value - channel.usage.total(now) - reservedOf(channel) : Infinity;
  if (reach > left && !wanted.upToRemainingQuota) throw monthlyLimit();
  channel.narrowcasts.set(requestId, {
    requestId,
    phase: 'waiting',
    acceptedAt: now,
    reserved: Math.max(0, Math.min(reach, left)),
    targets: [],
    request: { messages, recipient, demographic, limit: wanted, notificationDisabled: notificationDisabled === true },
  });
  world.later(channel, 'narrowcastFilter', { requestId }, now + channel.settings.asyncMs / 2);
  return { status: 202, body: {} };
}

/** The two steps after acceptance. */
export const narrowcastJobs: Record<string, JobHandler> = {
  narrowcastFilter({ world, channel, now }, payload) {
    const { requestId } = payload as { requestId: string };
    const running = channel.narrowcasts.get(requestId);
    if (!running) return;
    const { recipient, demographic, limit } = running.request;
    let targets = reachOf(channel, recipient, demographic, now);
    const strict = !channel.settings.lenient;
    if (strict && recipient !== undefined && followedAudiences(channel, recipient).some((members) => members.length < LEAST_PEOPLE)) {
      return fail(running, now, 4, 'An audience has too few members');
    }
    if (strict && (recipient !== undefined || demographic !== undefined) && targets.length < LEAST_PEOPLE) return fail(running, now, 2, 'Not enough recipients');
    if (limit.max !== undefined) targets = targets.slice(0, limit.max);
    const { quota } = channel.settings;
    if (quota.type === 'limited' && limit.upToRemainingQuota && targets.length > running.reserved) {
      if (limit.forbidPartialDelivery) return fail(running, now, 5, 'The remaining quota does not cover everybody');
      targets = targets.slice(0, running.reserved);
    }
    running.phase = 'sending';
    running.targets = targets;
    // By the moment it was due: a clock that jumped makes nobody wait again.
    world.later(channel, 'narrowcastSend', { requestId }, now + channel.settings.asyncMs / 2);
  },
  narrowcastSend({ world, channel, now }, payload) {
    const { requestId } = payload as { requestId: string };
    const running = channel.narrowcasts.get(requestId);
    if (!running) return;
    const { messages, notificationDisabled } = running.request;
    const { targets } = running;
    channel.usage.spend(targets.length, now);
    channel.usage.countDelivery('narrowcast', targets.length, now);
    for (const userId of targets) post({ world, channel, requestId, messages, via: 'narrowcast', cost: 1, notificationDisabled, delivers: true }, userId);
    channel.sends.record({ requestId, via: 'narrowcast', at: now, messages: messages.length, reached: targets });
    running.phase = 'succeeded';
    running.completedAt = now;
    running.reserved = 0;
  },
};

/** Quota that running narrowcasts hold back from everybody else (FACTS §12). */
export function reservedOf(channel: Channel): number {
  let reserved = 0;
  for (const running of channel.narrowcasts.values()) reserved += running.reserved;
  return reserved;
}

function fail(running: Narrowcast, now: number, errorCode: number, failedDescription: string): void {
  Object.assign(running, { phase: 'failed', completedAt: now, errorCode, failedDescription, reserved: 0 });
}

function progress({ channel, query, world }: Call): Answer {
  const running = channel.narrowcasts.get(query.get('requestId') ?? '');
  if (!running || world.now() - running.acceptedAt > PROGRESS_MEMORY_MS) throw notFound();
  const { phase, acceptedAt, completedAt, errorCode, failedDescription, targets } = running;
  return {
    status: 200,
    body: {
      phase,
      ...(phase === 'succeeded' && { successCount: targets.length, failureCount: 0 }),
      ...(phase !== 'waiting' && phase !== 'failed' && { targetCount: targets.length }),
      ...(phase === 'failed' && { failedDescription, errorCode }),
      acceptedTime: new Date(acceptedAt).toISOString(),
      ...(completedAt !== undefined && { completedTime: new Date(completedAt).toISOString() }),
    },
  };
}

function limitFaults(limit: unknown): ErrorDetail[] {
  if (typeof limit !== 'object' || limit === null) return [{ message: 'must be specified', property: 'limit' }];
  const { max, upToRemainingQuota, forbidPartialDelivery } = limit as Record<string, unknown>;
  const faults: ErrorDetail[] = [];
  if (max !== undefined && !(Number.isInteger(max) && (max as number) >= 1)) faults.push({ message: 'Must be 1 or more', property: 'limit.max' });
  if (forbidPartialDelivery === true && upToRemainingQuota !== true) faults.push({ message: 'Must not be specified', property: 'limit.forbidPartialDelivery' });
  return faults;
}

