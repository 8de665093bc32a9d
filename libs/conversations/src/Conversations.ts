import type { Input, JsonObject } from '@chatloom/engine';
import { type Clock, type Database, type IdSource, sanitizeJson } from '@chatloom/platform';
import type { Ingest } from './ingest/Ingest';
import { fireNextTimerOf, fireTimer } from './timers/fireTimers';

/** A conversation as others address it. */
export interface ConversationRef {
  id: string;
  botId: string;
  channelId: string;
  key: string;
}

/** What other capabilities do with conversations: everything goes through the same inbox as a webhook event. */
export class Conversations {
  constructor(
    private readonly database: Database,
    private readonly ingest: Ingest,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    private readonly woken: (conversationIds: readonly string[]) => void,
  ) {}

  /** `null` when the bot has no such conversation. */
  async find(botId: string, conversationId: string): Promise<ConversationRef | null> {
    const { rows } = await this.database.pg.query<ConversationRef>(
      'conversations.find',
      `SELECT id, bot_id AS "botId", channel_id AS "channelId", key FROM conversation WHERE bot_id = $1 AND id = $2`,
      [botId, conversationId],
    );
    return rows[0] ?? null;
  }

  /** The 1:1 conversation with a person of a channel; `null` before their first event. */
  async findByUser(botId: string, channelId: string, lineUserId: string): Promise<ConversationRef | null> {
    const { rows } = await this.database.pg.query<ConversationRef>(
      'conversations.byUser',
      `SELECT id, bot_id AS "botId", channel_id AS "channelId", key FROM conversation WHERE bot_id = $1 AND channel_id = $2 AND key = 'u:' || $3`,
      [botId, channelId, lineUserId],
    );
    return rows[0] ?? null;
  }

  /**
   * Let something happen to a conversation. Resolves when it is stored; what comes of it comes later.
   * @param eventId makes a repeated call harmless: the same id is taken once
   */
  async happen(conversation: Pick<ConversationRef, 'botId' | 'channelId' | 'key'>, input: Input, eventId = `own-${this.ids.newId()}`): Promise<void> {
    await this.ingest.append([{ botId: conversation.botId, channelId: conversation.channelId, conversationKey: conversation.key, eventId, input: sanitizeJson(input) }]);
  }

  /** Start a flow, from its trigger or from a given node. */
  async start(conversation: ConversationRef, flowId: string, nodeId?: string): Promise<void> {
    await this.happen(conversation, { type: 'flowStarted', flowId, ...(nodeId === undefined ? {} : { nodeId }), at: this.clock.now() });
  }

  /** End whatever is going on, and what waits behind it. */
  async stop(conversation: ConversationRef): Promise<void> {
    await this.happen(conversation, { type: 'flowStopped', at: this.clock.now() });
  }

  /** Somebody's own system calls the API trigger `key` for a person. */
  async callApiTrigger(conversation: ConversationRef, key: string, payload: JsonObject, eventId?: string): Promise<void> {
    await this.happen(conversation, { type: 'apiCalled', key, payload, at: this.clock.now() }, eventId);
  }

  /** Something was put into the inbox of these by other ways: look at once instead of at the next sweep. */
  wake(conversationIds: readonly string[]): void {
    if (conversationIds.length > 0) this.woken(conversationIds);
  }

  /** Let the next timer of the conversation ring now. @returns whether there was one */
  async ringNextTimer(conversationId: string): Promise<boolean> {
    const rang = await fireNextTimerOf(this.database.pg, conversationId);
    if (rang) this.woken([conversationId]);
    return rang;
  }

  /** Let one timer of the bot ring now. @returns whether it was still there */
  async ringTimer(botId: string, timerId: string): Promise<boolean> {
    const conversationId = await fireTimer(this.database.pg, botId, timerId);
    if (conversationId !== null) this.woken([conversationId]);
    return conversationId !== null;
  }

  /** Forget where the conversation stands (the phone's "start over"); the contact's tags and fields too. */
  async reset(conversation: ConversationRef): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      await tx.query('conversations.reset', 'UPDATE conversation SET state = NULL, reply_token = NULL, reply_token_at = NULL WHERE id = $1 AND bot_id = $2', [conversation.id, conversation.botId]);
      await tx.query('conversations.resetTimers', 'DELETE FROM timer WHERE conversation_id = $1 AND bot_id = $2', [conversation.id, conversation.botId]);
      await tx.query(
        'conversations.resetContact',
        `UPDATE contact SET fields = '{}', tags = '{}' WHERE id = (SELECT contact_id FROM conversation WHERE id = $1) AND bot_id = $2`,
        [conversation.id, conversation.botId],
      );
    });
  }
}
