import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { GameRefusal, GameRefusalReason } from '@chatloom/contract';
import { Clock, Database, type Sql, type Transaction } from '@chatloom/platform';
import type { GameButton, GameKind } from './gamePostback';
import { RulesFixedError } from './RulesFixedError';

type Details = Record<string, string | number | boolean | null>;

/** A line of the record. */
export interface GameAuditEntry {
  action: string;
  botId: string;
  personId?: string;
  ip: string;
  details: Details;
}

/** Where lines of the record go, and come from; the server gives the one of accounts, which this library does not know. */
export abstract class GameAuditTrail {
  abstract record(entry: GameAuditEntry, sql?: Sql): Promise<void>;
  abstract recordAll(entries: readonly GameAuditEntry[], sql: Sql): Promise<void>;
  abstract ofGame(botId: string, gameId: string, action: string, page: { before: string | null; limit: number }): Promise<{ id: string; at: Date; personId: string | null; personName: string | null; details: Details }[]>;
}

/** Somebody of the team, and the game they ran. */
export interface Host {
  botId: string;
  personId: string;
  ip: string;
  kind: GameKind;
  gameId: string;
}

/** Somebody who taps the same dead button a hundred times is one line. */
const ONE_LINE_PER_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const REFUSED = 'game.refused';

/** Writes down what was refused because something is wrong with it, and what the team did with games. */
@Injectable()
export class GameAudit {
  private readonly written = new Map<string, number>();
  private readonly unwritten = new WeakMap<Transaction, Map<string, GameAuditEntry>>();

  constructor(
    private readonly trail: GameAuditTrail,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Something a player wanted was refused. Lines of a transaction are written together, right before its commit. @param button the game meant, as far as it is known */
  refused(tx: Transaction, scene: Pick<EffectScene, 'botId' | 'contactId'> & { conversationId: string | null }, why: GameRefusalReason, button?: Pick<GameButton, 'kind' | 'gameId'>): void {
    const { botId, conversationId, contactId } = scene;
    const key = `${conversationId ?? contactId} ${button?.gameId} ${why}`;
    if (this.clock.now() - (this.written.get(key) ?? Number.NEGATIVE_INFINITY) < ONE_LINE_PER_MS) return;
    // Nobody of the team did it, so there is no address it came from.
    this.linesOf(tx).set(key, { action: REFUSED, botId, ip: '', details: { why, conversationId, contactId, ...(button && { kind: button.kind, gameId: button.gameId }) } });
  }

  /** Somebody of the team ran a game: opened, closed, called. */
  async hosted(entry: GameAuditEntry & { personId: string }): Promise<void> {
    await this.trail.record(entry);
  }

  /** What somebody of the team wanted of a game was refused, or had been done before. */
  async hostRefused({ botId, personId, ip, kind, gameId }: Host, why: GameRefusalReason): Promise<void> {
    await this.trail.record({ action: REFUSED, botId, personId, ip, details: { why, kind, gameId } });
  }

  /** Lets somebody of the team change a game; that they wanted other rules than those people play by is worth remembering, though nothing came of it. */
  async changing<T>(host: Host, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      if (error instanceof RulesFixedError) await this.hostRefused(host, 'rulesFixed');
      throw error;
    }
  }

  /** Something happened at a counter that nobody of the team signed in for, e.g. a PIN typed on the page of a customer. */
  async noted(sql: Sql, entry: { action: string; botId: string; details: Details }): Promise<void> {
    await this.trail.record({ ...entry, ip: '' }, sql);
  }

  /** What was refused in a game, latest first. @param page `cursor`: of the page before; anything else begins anew */
  async refusals(botId: string, gameId: string, { cursor, limit = 50 }: { cursor?: string; limit?: number }): Promise<{ items: GameRefusal[]; nextCursor: string | null }> {
    const lines = await this.trail.ofGame(botId, gameId, REFUSED, { before: UUID.test(cursor ?? '') ? cursor! : null, limit: limit + 1 });
    const shown = lines.slice(0, limit);
    const { rows } = await this.database.pg.query<{ id: string; name: string | null }>('games.refusedNames', 'SELECT id, display_name AS name FROM contact WHERE bot_id = $1 AND id = ANY($2::uuid[])', [
      botId, shown.flatMap(({ details }) => (typeof details['contactId'] === 'string' ? [details['contactId']] : [])),
    ]);
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return {
      items: shown.map(({ id, at, personId, personName, details }) => {
        const contactId = typeof details['contactId'] === 'string' && names.has(details['contactId']) ? details['contactId'] : null;
        return { id, at: at.toISOString(), why: details['why'] as GameRefusalReason, by: personId === null ? 'player' : 'team', contactId, displayName: personId === null ? (names.get(contactId ?? '') ?? null) : personName };
      }),
      nextCursor: lines.length > limit ? shown.at(-1)!.id : null,
    };
  }

  private linesOf(tx: Transaction): Map<string, GameAuditEntry> {
    const known = this.unwritten.get(tx);
    if (known) return known;
    const lines = new Map<string, GameAuditEntry>();
    this.unwritten.set(tx, lines);
    // A transaction that is rolled back has refused nothing: it is tried again, and must be written down then.
    tx.beforeCommit(async () => {
      await this.trail.recordAll([...lines.values()], tx);
      if (this.written.size >= MAX_REMEMBERED) this.written.clear();
      for (const key of lines.keys()) this.written.set(key, this.clock.now());
    });
    return lines;
  }
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
