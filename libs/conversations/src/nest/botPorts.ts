import type { ChannelDirectory, Channels, ChannelTokens, FlowDirectory, LineGateways } from '@chatloom/bots';
import { type ContactSnapshot, type LineMessage, renderTemplate, type Scope } from '@chatloom/engine';
import { type LocalizedText, resolveText } from '@chatloom/flow';
import type { GroupPlace } from '@chatloom/line';
import { renderPushToTag } from '@chatloom/nodes/runtime';
import type { Clock, Logger } from '@chatloom/platform';
import { type GroupFacts, Profiles } from '../contacts/ProfileReader';
import { type WebhookChannel, WebhookChannels } from '../ingest/webhookRoute';
import { type SendingChannel, SendingChannels } from '../outbox/OutboxSender';
import { PushRenderer } from '../pushes/TagPushes';
import { type ContactSignal, ScheduleSource, type ScheduleTrigger } from '../schedules/Schedules';

/** The ports of conversations as `bots` fills them. */
export class BotWebhookChannels extends WebhookChannels {
  constructor(private readonly directory: ChannelDirectory) {
    super();
  }

  async byWebhookKey(key: string): Promise<WebhookChannel | null> {
    return (await this.directory.byWebhookKey(key)) ?? null;
  }
}

export class BotSendingChannels extends SendingChannels {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly channels: Channels,
    private readonly gateways: LineGateways,
    private readonly tokens: ChannelTokens,
    private readonly logger: Logger,
  ) {
    super();
  }

  async sendingChannel(channelId: string): Promise<SendingChannel | null> {
    const channel = await this.directory.byId(channelId);
    return channel ? { id: channel.id, accessToken: channel.accessToken, state: channel.state, holdsPushes: channel.holdsPushes, gateway: this.gateways.of(channel.kind) } : null;
  }

  async pauseForToken(channelId: string): Promise<void> {
    // A token of our own making may have been ended by a new secret or an outage at LINE: the next use fetches another.
    if (await this.tokens.giveUp(channelId)) return this.directory.forget();
    if (await this.channels.pauseChannel(channelId, 'unauthorized')) {
      this.logger.error({ channelId, code: 'channelPaused' }, 'LINE does not accept the access token of a channel any more. Its messages are kept; enter a new token to go on.');
    }
  }
}

export class BotProfiles extends Profiles {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {
    super();
  }

  async profile(channelId: string, lineUserId: string) {
    const channel = await this.directory.byId(channelId);
    return channel ? this.gateways.of(channel.kind).profile(channel, lineUserId) : null;
  }

  override async member(channelId: string, place: GroupPlace, lineUserId: string) {
    const channel = await this.directory.byId(channelId);
    return channel ? this.gateways.of(channel.kind).groups.memberProfile(channel, place, lineUserId) : null;
  }

  override async group(channelId: string, place: GroupPlace): Promise<GroupFacts | null> {
    const channel = await this.directory.byId(channelId);
    if (!channel) return null;
    const { groups } = this.gateways.of(channel.kind);
    const [summary, count] = await Promise.all([place.kind === 'group' ? groups.summary(channel, place.id) : null, groups.memberCount(channel, place)]);
    if (summary?.kind !== 'ok' && count.kind !== 'ok') return null;
    return {
      ...(summary?.kind === 'ok' && { name: summary.value.groupName, ...(summary.value.pictureUrl && { pictureUrl: summary.value.pictureUrl }) }),
      ...(count.kind === 'ok' && { memberCount: count.value }),
    };
  }
}

export class BotPushRenderer extends PushRenderer {
  constructor(
    private readonly flows: FlowDirectory,
    private readonly clock: Clock,
  ) {
    super();
  }

  async render(push: { botId: string; versionId: string; nodeId: string }, contacts: readonly ContactSnapshot[]): Promise<LineMessage[][] | null> {
    const isDraft = push.versionId.startsWith('draft:');
    // Revision 0: whatever is loaded will do; the version itself never changes.
    const world = await this.flows.load({ botId: push.botId, runs: isDraft ? 'draft' : 'published', revision: 0, versionIds: [push.versionId] });
    const flow = world.flows.version(push.versionId);
    if (!flow || flow.document.nodes[push.nodeId]?.type !== 'pushToTag') return null;
    const data = flow.data(push.nodeId);
    return contacts.map((contact) => {
      const scope: Scope = { now: this.clock.now(), timeZone: world.bot.timeZone, contact, bot: world.bot, flow: { id: flow.flowId, name: flow.document.name }, answers: {} };
      const render = (text: LocalizedText | undefined) => renderTemplate(resolveText(text, [contact.language, flow.document.language]), scope);
      return renderPushToTag(data as Parameters<typeof renderPushToTag>[0], render);
    });
  }
}

export class BotScheduleSource extends ScheduleSource {
  constructor(private readonly flows: FlowDirectory) {
    super();
  }

  async scheduleTriggers(botId: string, liveRevision: number): Promise<ScheduleTrigger[]> {
    const { bot, flows } = await this.flows.load({ botId, runs: 'published', revision: liveRevision, versionIds: [] });
    return flows.all().flatMap((flow) =>
      Object.entries(flow.document.nodes).flatMap(([nodeId, node]) => {
        if (node.type === 'dateTrigger') {
          const { field, daysBefore, yearly, time } = flow.data(nodeId) as { field: string; daysBefore: number; yearly: boolean; time: string };
          const [hour, minute] = time.split(':').map(Number);
          return [{ flowId: flow.flowId, nodeId, cron: `${minute} ${hour} * * *`, timeZone: bot.timeZone, tag: null, onDate: { field, daysBefore, yearly } }];
        }
        if (node.type !== 'scheduleTrigger') return [];
        const data = flow.data(nodeId) as { cron: string; whom: 'all' | 'tag'; tag?: string };
        return [{ flowId: flow.flowId, nodeId, cron: data.cron, timeZone: bot.timeZone, tag: data.whom === 'tag' ? (data.tag ?? null) : null }];
      }),
    );
  }

  override async signals(botId: string, { live, draft }: { live: number; draft: number }): Promise<ContactSignal[]> {
    const found: ContactSignal[] = [];
    for (const [runs, revision] of [['published', live], ['draft', draft]] as const) {
      const { flows } = await this.flows.load({ botId, runs, revision, versionIds: [] });
      for (const flow of flows.all()) {
        for (const node of Object.values(flow.document.nodes)) {
          // Straight from the document: a draft may be unfinished, and then it listens to nothing.
          const { tag, field } = node.data;
          if (node.type === 'tagAddedTrigger' && typeof tag === 'string' && tag !== '') found.push({ kind: 'tag', name: tag });
          if (node.type === 'fieldChangedTrigger' && typeof field === 'string' && field !== '') found.push({ kind: 'field', name: field });
        }
      }
    }
    return found;
  }
}
