import { Controller } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { ChannelDirectory, Channels, ChannelTroubles, forecastUsage, QuotaWatch } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { HeldPushes } from '@chatloom/conversations';
import { diagnoseSignature } from '@chatloom/line';
import { Clock } from '@chatloom/platform';
import { Call, type CallOf, Route } from './route';

/** Looking after a channel: its month's messages, and why a webhook was refused. */
@Controller()
export class ChannelCareController {
  constructor(
    private readonly channels: Channels,
    private readonly directory: ChannelDirectory,
    private readonly troubles: ChannelTroubles,
    private readonly watch: QuotaWatch,
    private readonly held: HeldPushes,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Route(Routes.getChannelQuota)
  async quota(@Call() { params }: CallOf<typeof Routes.getChannelQuota>): Promise<CallOutput<typeof Routes.getChannelQuota>> {
    const { id, pushStopPercent } = await this.channels.getOrThrow(params.botId, params.channelId);
    const [inUse, held, known] = await Promise.all([this.directory.byId(id), this.held.count(params.botId, id), this.known(id)]);
    const { month = null, limit = null, used = 0, level = 0, checkedAt, days = [] } = known ?? {};
    return {
      month, limit, used, level, days, pushStopPercent,
      forecast: known ? forecastUsage(used, days, this.clock.now()) : 0,
      checkedAt: checkedAt?.toISOString() ?? null,
      isHolding: inUse?.holdsPushes ?? false,
      held: { count: held.count, oldestAt: held.oldestAt?.toISOString() ?? null },
    };
  }

  @Route(Routes.decideHeldPushes)
  async decide(@Call() call: CallOf<typeof Routes.decideHeldPushes>): Promise<CallOutput<typeof Routes.decideHeldPushes>> {
    const { botId, channelId } = call.params;
    await this.channels.getOrThrow(botId, channelId);
    // Otherwise the same pushes would be held again at once.
    if (call.body.decision === 'send') await this.channels.update(botId, channelId, { pushStopPercent: null });
    const count = call.body.decision === 'send' ? await this.held.release(botId, channelId) : await this.held.drop(botId, channelId);
    await this.audit.record({ action: call.body.decision === 'send' ? 'heldPushes.sent' : 'heldPushes.dropped', personId: call.principal.person.id, botId, ip: call.ip, details: { channelId, count } });
    return { count };
  }

  @Route(Routes.testSignature)
  async testSignature(@Call() { params, body }: CallOf<typeof Routes.testSignature>): Promise<CallOutput<typeof Routes.testSignature>> {
    const { id } = await this.channels.getOrThrow(params.botId, params.channelId);
    if (body.body !== undefined) return { ...(await this.diagnose(params.botId, id, Buffer.from(body.body), body.signature)), at: null, bytes: Buffer.byteLength(body.body) };
    const last = await this.troubles.lastRefused(id);
    if (!last) return { verdict: 'nothingRefused', otherChannelName: null, at: null, bytes: null };
    const isWhole = last.body.length === last.bytes;
    const found = isWhole || last.reason !== 'mismatch' ? await this.diagnose(params.botId, id, last.body, last.signature ?? undefined) : { verdict: 'cut' as const, otherChannelName: null };
    return { ...found, at: last.at.toISOString(), bytes: last.bytes };
  }

  /** The month as it was read last; asks LINE when nothing is known yet. */
  private async known(channelId: string) {
    const view = await this.watch.view(channelId);
    if (view || !(await this.watch.read(channelId))) return view;
    return this.watch.view(channelId);
  }

  private async diagnose(botId: string, channelId: string, body: Buffer, signature: string | undefined) {
    const others = (await this.channels.list(botId)).filter((channel) => channel.id !== channelId);
    const opened = (await Promise.all([channelId, ...others.map((channel) => channel.id)].map((id) => this.directory.byId(id)))).map((channel) => channel?.secret ?? '');
    const [secret = '', ...secrets] = opened;
    const found = diagnoseSignature(body, secret, signature, secrets);
    return { verdict: found.verdict, otherChannelName: found.verdict === 'otherChannel' ? (others[found.index]?.name ?? null) : null };
  }
}
