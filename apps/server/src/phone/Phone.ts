import { Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { Channels } from '@chatloom/bots';
import type { PhoneChat, PhoneTurn } from '@chatloom/contract';
import { type ConversationRef, Conversations, TurnHistory, type TurnView } from '@chatloom/conversations';
import { Clock, Database } from '@chatloom/platform';
import type { PhoneSources } from './PhoneFeed';
import { SimulatorDriver, START_BEACON } from './SimulatorDriver';
import { toPhoneChat } from './toPhoneChat';
import { toPhoneTurn } from './toPhoneTurn';

/** Turns told to a phone that opens; older ones are on the person's history page. */
const TURNS_SHOWN = 50;

/** The phone of a bot: people of its simulator channel and what our side knows of them. Every look is bounded by the bot. */
@Injectable()
export class Phone {
  constructor(
    private readonly channels: Channels,
    private readonly simulator: SimulatorDriver,
    private readonly conversations: Conversations,
    private readonly history: TurnHistory,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AccessError `notFound` when the bot has no simulator channel */
  async channelId(botId: string): Promise<string> {
    const channel = (await this.channels.list(botId)).find(({ kind }) => kind === 'simulator');
    if (!channel) throw new AccessError('notFound', 'This bot has no simulator channel.');
    return channel.id;
  }

  async sources(botId: string, userId: string): Promise<PhoneSources> {
    const channelId = await this.channelId(botId);
    // Asked for once before the stream opens: an unknown person is an answer, not a broken stream.
    await this.simulator.chat(channelId, userId);
    return {
      openChat: (signal) => this.simulator.openChat(channelId, userId, signal),
      findConversation: async () => (await this.conversations.findByUser(botId, channelId, userId))?.id ?? null,
      timers: (conversationId) => this.timers(botId, conversationId),
      turns: (conversationId) => this.turns(botId, conversationId),
      subscribe: (conversationId, told) => this.history.subscribe(conversationId, told),
    };
  }

  async chat(botId: string, userId: string): Promise<{ chat: PhoneChat; turns: PhoneTurn[] }> {
    const channelId = await this.channelId(botId);
    const view = await this.simulator.chat(channelId, userId);
    const conversation = await this.conversations.findByUser(botId, channelId, userId);
    if (!conversation) return { chat: toPhoneChat(view, { conversationId: null, timers: [] }), turns: [] };
    const [turns, timers] = await Promise.all([this.turns(botId, conversation.id), this.timers(botId, conversation.id)]);
    return { chat: toPhoneChat(view, { conversationId: conversation.id, timers }), turns: turns.toReversed().map((turn) => toPhoneTurn(turn, conversation.id)) };
  }

  /** Starts over: the flow is forgotten first, so that nothing can be said into the emptied window. */
  async reset(botId: string, userId: string): Promise<void> {
    const channelId = await this.channelId(botId);
    const conversation = await this.conversations.findByUser(botId, channelId, userId);
    if (conversation) await this.conversations.reset(conversation);
    await this.simulator.clearChat(channelId, userId);
  }

  /** Works also for somebody who has never said anything: the event makes their conversation. */
  async start(botId: string, userId: string, flowId: string, nodeId: string | undefined): Promise<void> {
    const channelId = await this.channelId(botId);
    await this.simulator.prepareStart(channelId, userId);
    const conversation: Pick<ConversationRef, 'botId' | 'channelId' | 'key'> = { botId, channelId, key: `u:${userId}` };
    await this.conversations.happen(conversation, { type: 'flowStarted', flowId, ...(nodeId === undefined ? {} : { nodeId }), at: this.clock.now() });
  }

  /** @returns whether a timer was waiting */
  async skip(botId: string, userId: string): Promise<boolean> {
    const conversation = await this.conversations.findByUser(botId, await this.channelId(botId), userId);
    return conversation !== null && (await this.conversations.ringNextTimer(conversation.id));
  }

  /** Newest first, without what `prepareStart` let happen. */
  private async turns(botId: string, conversationId: string): Promise<TurnView[]> {
    const turns = await this.history.list({ botId, conversationId, limit: TURNS_SHOWN });
    return turns.filter(({ input }) => input.type !== 'eventReceived' || (input.event['beacon'] as { hwid?: unknown } | undefined)?.hwid !== START_BEACON);
  }

  private async timers(botId: string, conversationId: string): Promise<PhoneChat['timers']> {
    const { rows } = await this.database.pg.query<{ id: string; due_at: Date; purpose: string }>(
      'phone.timers',
      'SELECT id, due_at, purpose FROM timer WHERE bot_id = $1 AND conversation_id = $2 ORDER BY due_at, id LIMIT 20',
      [botId, conversationId],
    );
    return rows.map(({ id, due_at, purpose }) => ({ id, dueAt: due_at.toISOString(), purpose }));
  }
}
