import type { Input } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';
import type { PoolClient } from 'pg';
import type { OutboxState } from '../outbox/decideDelivery';
import type { StoredTrace } from '../turns/turnRows';
import { TURN_NOTIFICATION } from '../turns/writeTurns';

/** One turn as a person reads it: what happened, what the bot did and why, and what became of its messages. */
export interface TurnView {
  id: string;
  at: Date;
  eventId: string;
  input: Input;
  trace: StoredTrace;
  deliveries: Delivery[];
}

/** One call to LINE and what became of it. */
export interface Delivery {
  id: string;
  kind: 'reply' | 'push';
  messages: unknown[];
  state: OutboxState;
  attempts: number;
  /** `reason`, LINE's `details`, ids of what was sent. */
  result: Record<string, unknown> | null;
  doneAt: Date | null;
}

type TurnRow = { id: string; at: Date; event_id: string; input: Input; trace: StoredTrace; sends: string[] };

const PAGE = 50;

/** Reads what turns did (promise 7: every message can be explained). */
export class TurnHistory {
  private readonly watchers = new Map<string, Set<() => void>>();
  private listening: Promise<void> | null = null;
  private listener: PoolClient | null = null;

  constructor(private readonly database: Database) {}

  /**
   * Newest first. `before` is the id of the last turn of the page before; `after` gives only newer ones.
   * Bounded by the bot: another bot's conversation gives an empty list.
   */
  async list(request: { botId: string; conversationId: string; before?: string; after?: string; limit?: number }): Promise<TurnView[]> {
    const { rows } = await this.database.pg.query<TurnRow>(
      'history.list',
      `SELECT id, at, event_id, input, trace, sends FROM turn
       WHERE bot_id = $1 AND conversation_id = $2 AND ($3::uuid IS NULL OR id < $3) AND ($4::uuid IS NULL OR id > $4)
       ORDER BY id DESC LIMIT $5`,
      [request.botId, request.conversationId, request.before ?? null, request.after ?? null, Math.min(request.limit ?? PAGE, 200)],
    );
    return this.withDeliveries(request.botId, rows);
  }

  /** One turn; `null` when it is none of this conversation, or history has been emptied. */
  async find({ botId, conversationId, turnId }: { botId: string; conversationId: string; turnId: string }): Promise<TurnView | null> {
    const { rows } = await this.database.pg.query<TurnRow>(
      'history.find',
      'SELECT id, at, event_id, input, trace, sends FROM turn WHERE bot_id = $1 AND conversation_id = $2 AND id = $3',
      [botId, conversationId, turnId],
    );
    return (await this.withDeliveries(botId, rows))[0] ?? null;
  }

  private async withDeliveries(botId: string, rows: readonly TurnRow[]): Promise<TurnView[]> {
    const deliveries = await this.deliveries(botId, rows.flatMap((row) => row.sends));
    return rows.map(({ event_id, sends, ...row }) => ({
      ...row,
      eventId: event_id,
      deliveries: sends.flatMap((id) => withReplacement(id, deliveries)),
    }));
  }

  /** Outbox rows by id, together with the pushes that took the place of replies. */
  private async deliveries(botId: string, ids: readonly string[]): Promise<Map<string, Delivery>> {
    const found = new Map<string, Delivery>();
    let wanted = ids;
    while (wanted.length > 0) {
      const { rows } = await this.database.pg.query<Delivery>(
        'history.deliveries',
        `SELECT id, kind, messages, state, attempts, result, done_at AS "doneAt" FROM outbox WHERE bot_id = $1 AND id = ANY($2::uuid[])`,
        [botId, wanted],
      );
      for (const row of rows) found.set(row.id, row);
      wanted = rows.flatMap((row) => pushedAs(row) ?? []).filter((id) => !found.has(id));
    }
    return found;
  }

  /** The newest turns of a bot over all its conversations. */
  async latest(botId: string, limit = 20): Promise<{ id: string; at: Date; conversationId: string; contactId: string | null; displayName: string | null; input: Input }[]> {
    const { rows } = await this.database.pg.query<{ id: string; at: Date; conversationId: string; contactId: string | null; displayName: string | null; input: Input }>(
      'history.latest',
      `SELECT t.id, t.at, v.id AS "conversationId", v.contact_id AS "contactId", c.display_name AS "displayName", t.input
       FROM conversation v JOIN LATERAL (SELECT id, at, input FROM turn WHERE conversation_id = v.id ORDER BY id DESC LIMIT 1) t ON true
       LEFT JOIN contact c ON c.id = v.contact_id
       WHERE v.bot_id = $1 ORDER BY t.id DESC LIMIT $2`,
      [botId, Math.min(limit, 100)],
    );
    return rows;
  }

  /**
   * Be told after each turn of a conversation of a draft channel, whichever process took it.
   * @returns call it to end the subscription
   */
  async subscribe(conversationId: string, watcher: () => void): Promise<() => void> {
    this.listening ??= this.listen();
    await this.listening;
    const watchers = this.watchers.get(conversationId) ?? new Set();
    watchers.add(watcher);
    this.watchers.set(conversationId, watchers);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.watchers.delete(conversationId);
    };
  }

  /** Stop listening and give the connection back: the pool cannot be closed while it is out. */
  close(): void {
    this.watchers.clear();
    this.listening = null;
    this.listener?.release(true);
    this.listener = null;
  }

  private async listen(): Promise<void> {
    const client = await this.database.pg.pool.connect();
    this.listener = client;
    client.on('notification', (message) => {
      if (message.channel === TURN_NOTIFICATION && message.payload) this.watchers.get(message.payload)?.forEach((watcher) => watcher());
    });
    client.on('error', () => {
      // A restart of the database: connect again with the next subscription, and tell everybody to look now.
      if (this.listener !== client) return;
      this.listening = null;
      this.listener = null;
      client.release(true);
      for (const watchers of this.watchers.values()) watchers.forEach((watcher) => watcher());
    });
    await client.query(`LISTEN ${TURN_NOTIFICATION}`);
  }
}

function withReplacement(id: string, deliveries: ReadonlyMap<string, Delivery>): Delivery[] {
  const delivery = deliveries.get(id);
  if (!delivery) return [];
  const next = pushedAs(delivery);
  return next === null ? [delivery] : [delivery, ...withReplacement(next, deliveries)];
}

/** The push that took this reply's place. */
function pushedAs(delivery: Delivery): string | null {
  const id = delivery.result?.['pushedAs'];
  return typeof id === 'string' ? id : null;
}
