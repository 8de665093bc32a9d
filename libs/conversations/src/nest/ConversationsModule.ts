import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AccountLinks, BotsModule, ChannelDirectory, Channels, ChannelTokens, ChannelTroubles, FlowDirectory, flowEngine, LineGateways } from '@chatloom/bots';
import type { NodeRunner } from '@chatloom/engine';
import { nodeRunners } from '@chatloom/nodes/runtime';
import { Clock, CONFIG, type Config, Database, IdSource, JobQueue, Lifecycle, LOGGER, type Logger, Metrics } from '@chatloom/platform';
import type { FastifyInstance } from 'fastify';
import { Contacts } from '../contacts/Contacts';
import { Conversations } from '../Conversations';
import { ConversationsRuntime } from '../ConversationsRuntime';
import { type ConversationsSystem, createConversations } from '../createConversations';
import { StepBack } from '../history/StepBack';
import { TurnHistory } from '../history/TurnHistory';
import { Forgetting } from '../forgetting/Forgetting';
import { Groups } from '../groups/Groups';
import { Ingest } from '../ingest/Ingest';
import { registerWebhookRoute } from '../ingest/webhookRoute';
import { MediaStore } from '../media/MediaStore';
import { HeldPushes } from '../outbox/HeldPushes';
import { EffectHandlers } from '../turns/EffectHandlers';
import { BotProfiles, BotPushRenderer, BotScheduleSource, BotSendingChannels, BotWebhookChannels } from './botPorts';

const SYSTEM = Symbol('conversations');

const system = {
  provide: SYSTEM,
  useFactory: (
    database: Database, clock: Clock, ids: IdSource, logger: Logger, metrics: Metrics, queue: JobQueue, config: Config, lifecycle: Lifecycle,
    directory: ChannelDirectory, channels: Channels, flows: FlowDirectory, gateways: LineGateways, tokens: ChannelTokens,
  ): ConversationsSystem => {
    const made = createConversations({
      database, clock, ids, logger, metrics, queue,
      roles: config.ROLES,
      engine: flowEngine,
      world: flows,
      channels: new BotSendingChannels(directory, channels, gateways, tokens, logger),
      profiles: new BotProfiles(directory, gateways),
      pushRenderer: new BotPushRenderer(flows, clock),
      scheduleSource: new BotScheduleSource(flows),
    });
    lifecycle.register(made.runtime);
    return made;
  },
  inject: [Database, Clock, IdSource, LOGGER, Metrics, JobQueue, CONFIG, Lifecycle, ChannelDirectory, Channels, FlowDirectory, LineGateways, ChannelTokens],
};
const part = <K extends keyof ConversationsSystem>(token: unknown, key: K) => ({ provide: token as string, useFactory: (made: ConversationsSystem) => made[key], inject: [SYSTEM] });
const PARTS = [
  part(Ingest, 'ingest'),
  part(Conversations, 'conversations'),
  part(ConversationsRuntime, 'runtime'),
  part(TurnHistory, 'history'),
  part(Contacts, 'contacts'),
  part(EffectHandlers, 'effects'),
  part(Groups, 'groups'),
  part(Forgetting, 'forgetting'),
  part(MediaStore, 'media'),
  { provide: StepBack, useFactory: (database: Database, clock: Clock, ids: IdSource) => new StepBack(database, clock, ids), inject: [Database, Clock, IdSource] },
  { provide: HeldPushes, useFactory: (database: Database, clock: Clock) => new HeldPushes(database, clock), inject: [Database, Clock] },
];

/** Inbox, turns, outbox, timers and their history; and the address LINE calls, in processes with the web role. */
@Module({ imports: [BotsModule], providers: [system, ...PARTS], exports: PARTS.map((one) => one.provide) })
export class ConversationsModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly ingest: Ingest,
    private readonly directory: ChannelDirectory,
    private readonly effects: EffectHandlers,
    private readonly troubles: ChannelTroubles,
    private readonly accountLinks: AccountLinks,
  ) {}

  onModuleInit(): void {
    this.effects.register('offerAccountLink', async (tx, { botId, contactId }, { signInUrl, endsAt }) => {
      if (contactId === null || !URL.canParse(String(signInUrl))) return null;
      return { url: await this.accountLinks.offer(tx, { botId, contactId, signInUrl: String(signInUrl), endsAt: Number(endsAt) }) };
    });
    this.effects.assertComplete(Object.values<NodeRunner>(nodeRunners).flatMap((runner) => runner.performs ?? []));
    if (!this.config.isWeb) return;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    registerWebhookRoute(fastify, { channels: new BotWebhookChannels(this.directory), ingest: this.ingest, clock: this.clock, logger: this.logger, metrics: this.metrics, troubles: this.troubles, accountLinks: this.accountLinks });
  }
}
