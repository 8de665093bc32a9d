import { Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { Channels } from '@chatloom/bots';
import type { PhoneChat, PhoneTurn } from '@chatloom/contract';
import { type ConversationRef, Conversations, StepBack, TurnHistory, type TurnView } from '@chatloom/conversations';
import { Clock, Database } from '@chatloom/platform';
import type { PhoneSources } from './PhoneFeed';
import { SimulatorDriver, START_BEACON } from './SimulatorDriver';
import { toPhoneChat, toPhoneGroup, toPhonePerson } from './toPhoneChat';
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
    private readonly steps: StepBack,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AccessError `notFound` when the bot has no simulator channel */
  async channelId(botId: string): Promise<string> {
    const channel = (await this.channels.list(botId)).find(({ kind }) => kind === 'simulator');
    if (!channel) throw new AccessError('notFound', 'This bot has no simulator channel.');
    return channel.id;
  }

  async sources(botId: string, userId: string, groupId?: string): Promise<PhoneSources> {
    const channelId = await this.channelId(botId);
    // Asked for once before the stream opens: an unknown person is an answer, not a broken stream.
    await this.simulator.chat(channelId, userId, groupId);
    return {
      openChat: (signal) => this.simulator.openChat(channelId, userId, groupId, signal),
      frame: () => this.frame(channelId, userId, groupId),
      findConversations: () => this.conversationsOf(botId, channelId, userId, groupId),
      mayBecomeMore: groupId !== undefined,
      timers: (conversationIds) => this.timers(botId, conversationIds),
      turns: (conversationId) => this.turns(botId, conversationId),
      subscribe: (conversationId, told) => this.history.subscribe(conversationId, told),
    };
  }

  async chat(botId: string, userId: string, groupId?: string): Promise<{ chat: PhoneChat; turns: PhoneTurn[] }> {
    const channelId = await this.channelId(botId);
    const [view, frame, conversations] = await Promise.all([
      this.simulator.chat(channelId, userId, groupId),
      this.frame(channelId, userId, groupId),
      this.conversationsOf(botId, channelId, userId, groupId),
    ]);
    const [turns, timers] = await Promise.all([Promise.all(conversations.map(async (id) => (await this.turns(botId, id)).map((turn) => toPhoneTurn(turn, id)))), this.timers(botId, conversations)]);
    return { chat: toPhoneChat(view, { ...frame, conversationId: conversations[0] ?? null, timers }), turns: turns.flat().sort((a, b) => (a.id < b.id ? -1 : 1)) };
  }

  /** Starts over: the flow is forgotten first, so that nothing can be said into the emptied window. */
  async reset(botId: string, userId: string, groupId?: string): Promise<void> {
    const channelId = await this.channelId(botId);
    for (const id of await this.conversationsOf(botId, channelId, userId, groupId)) {
      const conversation = await this.conversations.find(botId, id);
      if (conversation) await this.conversations.reset(conversation);
    }
    await this.simulator.clearChat(channelId, userId, groupId);
  }

  /** @returns ids of the turns taken back; none when there was nothing to take back */
  async stepBack(botId: string, userId: string, groupId?: string): Promise<string[]> {
    const channelId = await this.channelId(botId);
    const taken = await this.steps.take(botId, await this.conversationsOf(botId, channelId, userId, groupId));
    if (!taken) return [];
    await this.simulator.removeMessages(channelId, userId, groupId, [...taken.messageIds, ...taken.eventIds]);
    return taken.turnIds;
  }

  /** Works also for somebody who has never said anything: the event makes their conversation. */
  async start(botId: string, userId: string, flowId: string, nodeId: string | undefined, groupId?: string): Promise<void> {
    const channelId = await this.channelId(botId);
    await this.simulator.prepareStart(channelId, userId, groupId);
    const conversation: Pick<ConversationRef, 'botId' | 'channelId' | 'key'> = { botId, channelId, key: keyOf(userId, groupId) };
    await this.conversations.happen(conversation, { type: 'flowStarted', flowId, ...(nodeId === undefined ? {} : { nodeId }), at: this.clock.now() });
  }

  /** @returns whether a timer was waiting */
  async skip(botId: string, userId: string, groupId?: string): Promise<boolean> {
    const conversations = await this.conversationsOf(botId, await this.channelId(botId), userId, groupId);
    const [next] = await this.timerRows(botId, conversations);
    return next !== undefined && (await this.conversations.ringNextTimer(next.conversation_id));
  }

  private async frame(channelId: string, userId: string, groupId: string | undefined): Promise<Pick<PhoneChat, 'person' | 'group'>> {
    const [user, group] = await Promise.all([this.simulator.user(channelId, userId), groupId === undefined ? null : this.simulator.group(channelId, groupId)]);
    return { person: toPhonePerson(user), group: group && toPhoneGroup(group) };
  }

  /** The conversation of this chat first, then those that members of the group have inside it. */
  private async conversationsOf(botId: string, channelId: string, userId: string, groupId: string | undefined): Promise<string[]> {
    const key = keyOf(userId, groupId);
    const { rows } = await this.database.pg.query<{ id: string }>(
      'phone.conversations',
      `SELECT id FROM conversation WHERE bot_id = $1 AND channel_id = $2 AND (key = $3 OR ($4 AND starts_with(key, $3))) ORDER BY key LIMIT 50`,
      [botId, channelId, key, groupId !== undefined],
    );
    return rows.map(({ id }) => id);
  }

  /** Newest first, without what `prepareStart` let happen. */
  private async turns(botId: string, conversationId: string): Promise<TurnView[]> {
    const turns = await this.history.list({ botId, conversationId, limit: TURNS_SHOWN });
    return turns.filter(({ input }) => input.type !== 'eventReceived' || (input.event['beacon'] as { hwid?: unknown } | undefined)?.hwid !== START_BEACON);
  }

  private async timers(botId: string, conversationIds: readonly string[]): Promise<PhoneChat['timers']> {
    return (await this.timerRows(botId, conversationIds)).map(({ id, due_at, purpose }) => ({ id, dueAt: due_at.toISOString(), purpose }));
  }

  private async timerRows(botId: string, conversationIds: readonly string[]): Promise<{ id: string; conversation_id: string; due_at: Date; purpose: string }[]> {
    if (conversationIds.length === 0) return [];
    const { rows } = await this.database.pg.query<{ id: string; conversation_id: string; due_at: Date; purpose: string }>(
      'phone.timers',
      'SELECT id, conversation_id, due_at, purpose FROM timer WHERE bot_id = $1 AND conversation_id = ANY($2::uuid[]) ORDER BY due_at, id LIMIT 20',
      [botId, conversationIds],
    );
    return rows;
  }
}

/** Key of the conversation of a chat; every group member's own conversation in it begins with the same key. */
function keyOf(userId: string, groupId: string | undefined): string {
  if (groupId === undefined) return `u:${userId}`;
  return groupId.startsWith('R') ? `r:${groupId}` : `g:${groupId}`;
}
