import { Controller, Inject } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { type Channel, type ChannelChange, ChannelDirectory, Channels } from '@chatloom/bots';
import { type CallOutput, type Channel as ChannelBody, Routes } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import { ChannelChecks } from './ChannelChecks';
import { ChannelKeys } from './ChannelKeys';
import { Call, type CallOf, Route } from './route';
import { webhookUrlOf } from './webhookUrl';

@Controller()
export class ChannelsController {
  constructor(
    private readonly channels: Channels,
    private readonly checks: ChannelChecks,
    private readonly keys: ChannelKeys,
    private readonly directory: ChannelDirectory,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.listChannels)
  async list(@Call() { params }: CallOf<typeof Routes.listChannels>): Promise<CallOutput<typeof Routes.listChannels>> {
    const channels = await this.channels.list(params.botId);
    return { items: channels.map((channel) => this.toBody(channel)) };
  }

  @Route(Routes.createChannel)
  async create(@Call() call: CallOf<typeof Routes.createChannel>): Promise<CallOutput<typeof Routes.createChannel>> {
    const { name, ...given } = call.body;
    const { identity, ...keys } = await this.keys.tryKeys('line', given);
    const channel = await this.channels.connectLine(call.params.botId, { name, channelSecret: given.channelSecret, ...keys });
    if (identity) await this.channels.identify(channel.id, identity);
    await this.record('channel.connected', call, channel.id);
    return this.toBody(identity ? await this.channels.getOrThrow(call.params.botId, channel.id) : channel);
  }

  @Route(Routes.updateChannel)
  async update(@Call() call: CallOf<typeof Routes.updateChannel>): Promise<CallOutput<typeof Routes.updateChannel>> {
    const { params, body } = call;
    const isSecret = body.channelSecret !== undefined || body.accessToken !== undefined || body.lineChannelId !== undefined;
    const change = isSecret ? { ...body, ...(await this.triedKeys(params, body)) } : body;
    const channel = await this.channels.update(params.botId, params.channelId, change);
    await this.record(isSecret ? 'channel.secretChanged' : 'channel.changed', call, channel.id);
    return this.toBody(channel);
  }

  @Route(Routes.removeChannel)
  async remove(@Call() call: CallOf<typeof Routes.removeChannel>): Promise<void> {
    await this.channels.remove(call.params.botId, call.params.channelId);
    await this.record('channel.removed', call, call.params.channelId);
  }

  @Route(Routes.checkChannel)
  async check(@Call() { params }: CallOf<typeof Routes.checkChannel>): Promise<CallOutput<typeof Routes.checkChannel>> {
    return this.checks.check(await this.channels.getOrThrow(params.botId, params.channelId));
  }

  @Route(Routes.setChannelWebhook)
  async setWebhook(@Call() call: CallOf<typeof Routes.setChannelWebhook>): Promise<CallOutput<typeof Routes.setChannelWebhook>> {
    const channel = await this.channels.getOrThrow(call.params.botId, call.params.channelId);
    const result = await this.checks.setWebhook(channel, call.body.url);
    await this.record('channel.webhookSet', call, channel.id);
    return result;
  }

  @Route(Routes.resumeChannel)
  async resume(@Call() call: CallOf<typeof Routes.resumeChannel>): Promise<CallOutput<typeof Routes.resumeChannel>> {
    const { botId, channelId } = call.params;
    await this.channels.getOrThrow(botId, channelId);
    await this.channels.resumeChannel(channelId);
    await this.record('channel.resumed', call, channelId);
    return this.toBody(await this.channels.getOrThrow(botId, channelId));
  }

  /** What is put in, together with what stays, as LINE takes it. */
  private async triedKeys(params: { botId: string; channelId: string }, body: { channelSecret?: string; accessToken?: string; lineChannelId?: string }): Promise<ChannelChange> {
    const channel = await this.channels.getOrThrow(params.botId, params.channelId);
    const inUse = await this.directory.byId(channel.id);
    if (channel.kind === 'simulator' || !inUse) return {};
    const channelSecret = body.channelSecret ?? inUse.secret;
    const lineChannelId = body.lineChannelId ?? (channel.tokenKind === 'issued' ? (channel.lineChannelId ?? undefined) : undefined);
    const byId = body.accessToken === undefined && lineChannelId !== undefined;
    const { identity: _, ...keys } = await this.keys.tryKeys(channel.kind, byId ? { channelSecret, lineChannelId } : { channelSecret, accessToken: body.accessToken ?? inUse.accessToken });
    return keys;
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string }; ip: string }, channelId: string): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details: { channelId } });
  }

  private toBody({ id, kind, name, webhookKey, botUserId, basicId, displayName, secretLastFour, tokenLastFour, state, pausedReason, runs, createdAt, tokenKind, lineChannelId, tokenExpiresAt, ticked, pushStopPercent }: Channel): ChannelBody {
    const webhookUrl = webhookUrlOf(this.config, webhookKey);
    return {
      id, kind, name, webhookUrl, botUserId, basicId, displayName, secretLastFour, tokenLastFour, state, pausedReason, runs, tokenKind, lineChannelId,
      tokenExpiresAt: tokenExpiresAt?.toISOString() ?? null, ticked, pushStopPercent, createdAt: createdAt.toISOString(),
    };
  }
}
