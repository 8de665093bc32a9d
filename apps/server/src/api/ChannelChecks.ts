import { Inject, Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type Channel, ChannelDirectory, Channels, ChannelTroubles, LineGateways, QuotaWatch } from '@chatloom/bots';
import type { ChannelCheck, ChannelProblem, WebhookTest } from '@chatloom/contract';
import type { CallOutcome, GatewayChannel, LineGateway } from '@chatloom/line';
import { Clock, CONFIG, type Config } from '@chatloom/platform';
import { explainWebhookTest } from './explainWebhookTest';
import { webhookUrlOf } from './webhookUrl';

/** A refused webhook is worth mentioning for a day. */
const SHOWN_FOR_MS = 86_400_000;

/** Asks LINE about a channel, and says in words what keeps it from working. */
@Injectable()
export class ChannelChecks {
  constructor(
    private readonly channels: Channels,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
    private readonly troubles: ChannelTroubles,
    private readonly watch: QuotaWatch,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Bot info, quota and webhook endpoint; who the bot is gets remembered. */
  async check(channel: Channel): Promise<ChannelCheck> {
    const { gateway, target } = await this.reach(channel);
    const [info, endpoint, quota, consumption, followers] = await Promise.all([
      gateway.botInfo(target),
      gateway.getWebhookEndpoint(target),
      gateway.quota(target),
      gateway.consumption(target),
      // LINE has no call for "verified"; it lets only verified accounts list their followers (FACTS §3).
      gateway.account.followerIds(target, { limit: 1 }),
    ]);
    if (info.kind !== 'ok') return { ok: false, problems: [failure(info)] };

    const problems: ChannelProblem[] = [];
    const { userId, basicId, displayName, pictureUrl, chatMode, markAsReadMode } = info.value;
    if (channel.botUserId !== null && channel.botUserId !== userId) {
      problems.push({ code: 'otherBot', message: `The token belongs to another account now: ${displayName} (${basicId}).`, params: { displayName, basicId } });
    }
    await this.channels.identify(channel.id, { botUserId: userId, basicId, displayName });
    if (chatMode === 'chat') problems.push({ code: 'chatModeOn', message: 'Chat is switched on in LINE Official Account Manager: people may get answers from there as well.' });

    const ours = webhookUrlOf(this.config, channel.webhookKey);
    const webhook = endpoint.kind === 'ok' ? { endpoint: endpoint.value.endpoint, active: endpoint.value.active, ours: endpoint.value.endpoint === ours } : { endpoint: null, active: false, ours: false };
    if (endpoint.kind !== 'ok' && endpoint.kind !== 'notFound') problems.push(failure(endpoint));
    // The simulator calls us by an address of its own.
    else if (channel.kind === 'line') problems.push(...webhookProblems(webhook));

    const known = quota.kind === 'ok' && consumption.kind === 'ok' ? { limit: quota.value.type === 'limited' ? (quota.value.value ?? 0) : null, used: consumption.value.totalUsage } : undefined;
    if (known) await this.watch.keep(channel.id, known.limit, known.used);
    problems.push(...(await this.webhookTroubles(channel, userId)));
    if (known?.limit != null && known.used >= known.limit) {
      problems.push({ code: 'quotaUsedUp', message: `All ${known.limit} messages of this month are used. Replies go on; pushes do not.`, params: { limit: known.limit, used: known.used } });
    }
    return {
      ok: problems.length === 0,
      botInfo: { userId, basicId, displayName, ...(pictureUrl ? { pictureUrl } : {}), ...(chatMode ? { chatMode } : {}), ...(markAsReadMode ? { markAsReadMode } : {}) },
      webhook,
      verified: followers.kind === 'ok' ? true : followers.kind === 'unauthorized' && followers.status === 403 ? false : null,
      ...(known ? { quota: known } : {}),
      problems,
    };
  }

  /** Set the endpoint at LINE (ours when `url` is undefined) and let LINE test it. @throws AccessError `upstream` when LINE refuses or is away. */
  async setWebhook(channel: Channel, url: string | undefined): Promise<WebhookTest> {
    const endpoint = url ?? webhookUrlOf(this.config, channel.webhookKey);
    const { gateway, target } = await this.reach(channel);
    const set = await gateway.setWebhookEndpoint(target, endpoint);
    if (set.kind !== 'ok') throw upstream(set, 'LINE did not take the webhook address.');
    const test = await gateway.testWebhookEndpoint(target, endpoint);
    if (test.kind !== 'ok') throw upstream(test, 'The address is set, but LINE did not test it.');
    const { success = false, statusCode, reason = '', detail = '' } = test.value;
    return { success, endpoint, ...(statusCode === undefined ? {} : { statusCode }), reason, detail, explained: explainWebhookTest(reason, statusCode) };
  }

  /** What arrived and could not be taken as it should: from another bot, or wrongly signed within the last day. */
  private async webhookTroubles(channel: Channel, botUserId: string): Promise<ChannelProblem[]> {
    const problems: ChannelProblem[] = [];
    if (channel.foreignDestination !== null && channel.foreignDestination !== botUserId) {
      problems.push({ code: 'otherDestination', message: 'Messages for another bot arrive at this address: channel secret and access token may be of two accounts.', params: { destination: channel.foreignDestination } });
    }
    const refused = await this.troubles.lastRefused(channel.id);
    if (refused && this.clock.now() - refused.at.getTime() < SHOWN_FOR_MS) {
      problems.push({ code: 'signatureRefused', message: 'Something that came to this address was refused for its signature. "Why was it refused?" finds the reason.', params: { reason: refused.reason } });
    }
    return problems;
  }

  private async reach(channel: Channel): Promise<{ gateway: LineGateway; target: GatewayChannel }> {
    const inUse = await this.directory.byId(channel.id);
    if (!inUse) throw new AccessError('notFound', 'There is no such channel.');
    return { gateway: this.gateways.of(channel.kind), target: { id: channel.id, accessToken: inUse.accessToken } };
  }
}

function webhookProblems(webhook: { endpoint: string | null; active: boolean; ours: boolean }): ChannelProblem[] {
  if (webhook.endpoint === null || webhook.endpoint === '') return [{ code: 'webhookMissing', message: 'LINE has no webhook address for this channel, so nothing people write arrives here.' }];
  const problems: ChannelProblem[] = [];
  if (!webhook.ours) problems.push({ code: 'webhookElsewhere', message: `LINE sends what people write to another address: ${webhook.endpoint}`, params: { endpoint: webhook.endpoint } });
  if (!webhook.active) problems.push({ code: 'webhookInactive', message: '"Use webhook" is switched off in the LINE Developers console.' });
  return problems;
}

type Failure = Exclude<CallOutcome<never>, { kind: 'ok' }>;

function failure(outcome: Failure): ChannelProblem {
  switch (outcome.kind) {
    case 'unauthorized':
      return { code: 'unauthorized', message: 'LINE does not accept the channel access token. Copy it again from the LINE Developers console.', params: { status: outcome.status } };
    case 'retryLater':
      return { code: 'unreachable', message: outcome.reason === 'rate' ? 'LINE asks to wait before the next call.' : 'LINE does not answer at the moment.', params: { reason: outcome.reason } };
    case 'refused':
      return { code: 'refused', message: `LINE refused: ${outcome.message}`, params: { status: outcome.status } };
    case 'notFound':
      return { code: 'refused', message: 'LINE knows no such thing.', params: { status: 404 } };
  }
}

function upstream(outcome: Failure, message: string): AccessError {
  const { code, message: reason, params } = failure(outcome);
  const details = outcome.kind === 'refused' ? outcome.details.map((detail) => ({ path: detail.property === undefined ? [] : [detail.property], code: 'refused', message: detail.message })) : [];
  return new AccessError('upstream', `${message} ${reason}`, { details: details.length > 0 ? details : [{ path: [], code, message: reason, ...(params ? { params } : {}) }] });
}
