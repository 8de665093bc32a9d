import { Injectable } from '@nestjs/common';
import { type Delivery, TurnHistory, type TurnView } from '@chatloom/conversations';
import type { JsonObject } from '@chatloom/engine';
import { Database } from '@chatloom/platform';

/** One thing said, by the person or to them. */
export interface SaidMessage {
  id: string;
  at: Date;
  from: 'person' | 'bot';
  kind: 'message' | 'tap' | 'friendAdded' | 'friendRemoved';
  messages: JsonObject[];
  delivery: { by: 'reply' | 'push' | 'campaign'; state: 'waiting' | 'sent' | 'unknown' | 'dropped' | 'failed'; error: string | null } | null;
  turnId: string | null;
  mediaId: string | null;
}

/** Messages that no turn of the person made: campaigns, pushes to a tag. */
export interface MessageSource {
  /** Those from `from` (with) until `until` (without), newest first; null is open. */
  list(request: { botId: string; contactId: string; conversationId: string | null; from: Date | null; until: Date | null; limit: number }): Promise<SaidMessage[]>;
}

/** Most messages of other sources beside one page of turns. */
const OTHERS_MAX = 200;

/** What was said in both directions, put together from turns and from those who send without one. */
@Injectable()
export class ContactMessages {
  private readonly sources: MessageSource[];

  constructor(
    private readonly database: Database,
    private readonly history: TurnHistory,
  ) {
    this.sources = [{ list: (request) => this.pushedByTag(request) }];
  }

  /** Capabilities that send to people by themselves add what they sent. */
  register(source: MessageSource): void {
    this.sources.push(source);
  }

  /**
   * Newest first. A page is `limit` turns with everything said meanwhile; `before` is the cursor of the page before, the id of a turn.
   * @returns the cursor of the next page, null on the last
   */
  async list(botId: string, contactId: string, conversationId: string | null, { before, limit }: { before?: string; limit: number }): Promise<{ items: SaidMessage[]; nextCursor: string | null }> {
    const found = conversationId === null ? [] : await this.history.list({ botId, conversationId, ...(before === undefined ? {} : { before }), limit: limit + 1 });
    const turns = found.slice(0, limit);
    const hasMore = found.length > limit;
    const media = conversationId === null ? NO_MEDIA : await this.mediaOf(botId, conversationId, turns);
    const range = { from: hasMore ? turns.at(-1)!.at : null, until: before === undefined ? null : await this.timeOf(botId, conversationId!, before) };
    const others = await Promise.all(this.sources.map((source) => source.list({ botId, contactId, conversationId, ...range, limit: OTHERS_MAX })));
    const items = [...turns.flatMap((turn) => saidIn(turn, media)), ...others.flat()];
    return { items: items.map((item, i) => ({ item, i })).sort((a, b) => b.item.at.getTime() - a.item.at.getTime() || a.i - b.i).map(({ item }) => item), nextCursor: hasMore ? turns.at(-1)!.id : null };
  }

  private async timeOf(botId: string, conversationId: string, turnId: string): Promise<Date | null> {
    const { rows } = await this.database.pg.query<{ at: Date }>('audience.turnAt', 'SELECT at FROM turn WHERE bot_id = $1 AND conversation_id = $2 AND id = $3', [botId, conversationId, turnId]);
    return rows[0]?.at ?? null;
  }

  /** Ids of stored pictures and files by LINE's message ids. */
  private async mediaOf(botId: string, conversationId: string, turns: readonly TurnView[]): Promise<ReadonlyMap<string, string>> {
    const ids = turns.flatMap(({ input }) => (input.type === 'messageReceived' ? [input.message.id] : []));
    if (ids.length === 0) return NO_MEDIA;
    const { rows } = await this.database.pg.query<{ message_id: string; id: string }>(
      'audience.media',
      `SELECT message_id, id FROM media WHERE bot_id = $1 AND conversation_id = $2 AND message_id = ANY ($3::text[]) AND state = 'stored'`,
      [botId, conversationId, ids],
    );
    return new Map(rows.map((row) => [row.message_id, row.id]));
  }

  private async pushedByTag({ botId, conversationId, from, until, limit }: Parameters<MessageSource['list']>[0]): Promise<SaidMessage[]> {
    if (conversationId === null) return [];
    const { rows } = await this.database.pg.query<Delivery & { at: Date }>(
      'audience.pushedByTag',
      `SELECT id, kind, messages, state, attempts, result, done_at AS "doneAt", created_at AS at FROM outbox
       WHERE bot_id = $1 AND conversation_id = $2 AND priority > 0 AND created_at >= coalesce($3, '-infinity'::timestamptz) AND created_at < coalesce($4, 'infinity'::timestamptz)
       ORDER BY id DESC LIMIT $5`,
      [botId, conversationId, from, until, limit],
    );
    return rows.flatMap((row) => said(row, row.at, null));
  }
}

const NO_MEDIA: ReadonlyMap<string, string> = new Map();

/** What the bot answered stands above (later than) what the person said. */
function saidIn(turn: TurnView, media: ReadonlyMap<string, string>): SaidMessage[] {
  const { input } = turn;
  const person = { id: `${turn.id}-in`, at: turn.at, from: 'person' as const, delivery: null, turnId: turn.id, mediaId: null };
  const heard: SaidMessage[] = [];
  if (input.type === 'messageReceived') heard.push({ ...person, kind: 'message', messages: [input.message as JsonObject], mediaId: media.get(input.message.id) ?? null });
  else if (input.type === 'postbackReceived') heard.push({ ...person, kind: 'tap', messages: [{ type: 'tap', data: input.data }] });
  else if (input.type === 'friendAdded' || input.type === 'friendRemoved') heard.push({ ...person, kind: input.type, messages: [] });
  return [...turn.deliveries.flatMap((delivery) => said(delivery, turn.at, turn.id)).reverse(), ...heard];
}

function said({ id, kind, messages, state, result }: Delivery, at: Date, turnId: string | null): SaidMessage[] {
  if (state === 'replaced' || messages.length === 0) return [];
  const isOpen = state === 'queued' || state === 'sending';
  const words = [result?.['message'], result?.['reason']].find((value) => typeof value === 'string') as string | undefined;
  const delivery = { by: kind, state: isOpen ? ('waiting' as const) : state, error: state === 'sent' ? null : (words ?? null) };
  return [{ id, at, from: 'bot', kind: 'message', messages: messages as JsonObject[], delivery, turnId, mediaId: null }];
}
