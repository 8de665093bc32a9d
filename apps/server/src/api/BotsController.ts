import { Controller } from '@nestjs/common';
import { Audit, Memberships } from '@chatloom/accounts';
import { type Bot, Bots, Channels } from '@chatloom/bots';
import { type CallOutput, type Bot as BotBody, Routes } from '@chatloom/contract';
import { IdSource } from '@chatloom/platform';
import { SimulatorRegistrar } from '../simulator/SimulatorRegistrar';
import { Call, type CallOf, Route } from './route';

@Controller()
export class BotsController {
  constructor(
    private readonly bots: Bots,
    private readonly channels: Channels,
    private readonly memberships: Memberships,
    private readonly simulator: SimulatorRegistrar,
    private readonly audit: Audit,
    private readonly ids: IdSource,
  ) {}

  @Route(Routes.listBots)
  async list(@Call() { principal }: CallOf<typeof Routes.listBots>): Promise<CallOutput<typeof Routes.listBots>> {
    const bots = await this.bots.list(await this.memberships.botIdsOf(principal.person.id));
    return { items: await this.toBodies(bots) };
  }

  @Route(Routes.createBot)
  async create(@Call() { principal, body, ip }: CallOf<typeof Routes.createBot>): Promise<CallOutput<typeof Routes.createBot>> {
    const id = this.ids.newId();
    await this.memberships.add(id, principal.person.id, 'owner');
    const { bot, simulatorChannelId } = await this.bots.create(body, id);
    await this.audit.record({ action: 'bot.created', personId: principal.person.id, botId: id, ip });
    await this.simulator.register(simulatorChannelId);
    return toBody(bot, simulatorChannelId);
  }

  @Route(Routes.getBot)
  async get(@Call() { params }: CallOf<typeof Routes.getBot>): Promise<CallOutput<typeof Routes.getBot>> {
    return this.toBody(await this.bots.getOrThrow(params.botId));
  }

  @Route(Routes.updateBot)
  async update(@Call() { params, body }: CallOf<typeof Routes.updateBot>): Promise<CallOutput<typeof Routes.updateBot>> {
    const bot = await this.toBody(await this.bots.update(params.botId, body));
    // In the phone the account is called like the bot.
    if (body.name !== undefined && bot.simulatorChannelId) {
      await this.channels.update(params.botId, bot.simulatorChannelId, { name: bot.name });
      await this.simulator.register(bot.simulatorChannelId);
    }
    return bot;
  }

  @Route(Routes.archiveBot)
  async archive(@Call() { principal, params, ip }: CallOf<typeof Routes.archiveBot>): Promise<void> {
    await this.bots.archive(params.botId);
    await this.audit.record({ action: 'bot.archived', personId: principal.person.id, botId: params.botId, ip });
  }

  private async toBody(bot: Bot): Promise<BotBody> {
    return (await this.toBodies([bot]))[0]!;
  }

  private async toBodies(bots: Bot[]): Promise<BotBody[]> {
    const channels = await this.bots.simulatorChannels(bots.map((bot) => bot.id));
    return bots.map((bot) => toBody(bot, channels.get(bot.id) ?? null));
  }
}

function toBody(bot: Bot, simulatorChannelId: string | null): BotBody {
  const { archivedAt, createdAt, ...rest } = bot;
  return { ...rest, simulatorChannelId, createdAt: createdAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null };
}
