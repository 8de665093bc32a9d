import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Database, Lifecycle, type LifecyclePart, LOGGER, type Logger, type Sql } from '@chatloom/platform';
import type { PoolClient } from 'pg';
import type { GameKind } from './gamePostback';
import { pictureAddresses, withPagePictures } from './pagePictures';

/** What a page shows now, to be written as JSON; null when the game is gone. */
export type GameSnapshot = (botId: string, gameId: string) => Promise<object | null>;

/** Channel of NOTIFY by which "this game has changed" reaches the processes that show it. */
const GAME_NOTIFICATION = 'chatloom_game';
/** Viewers see a change so much later at most, plus the time the snapshot takes. */
const AT_MOST_EVERY_MS = 600;
/** Snapshots that take long are made less often, so that making them takes no more than this share of the time. */
const LARGEST_SHARE = 0.05;
/** Proxies drop silent connections after a minute or so. */
const KEEP_ALIVE_MS = 20_000;
/** The browser waits so long before it connects again; not all at once. */
const RETRY_MS = 2_000;
const MAX_VIEWERS = 5_000;
/** A viewer whose line is so slow misses pages; the next one tells everything. */
const MAX_UNSENT_BYTES = 256_000;

const AUDIENCES: readonly GameAudience[] = ['public', 'host', 'players'];

/** Who looks: anybody with the link, the people who run the game, or its players on their own pages (what all of them may know). */
export type GameAudience = 'public' | 'host' | 'players';

interface Show {
  botId: string;
  kind: GameKind;
  gameId: string;
  audience: GameAudience;
  viewers: Set<ServerResponse>;
  /** The last page as it goes over the line, for those who come now. */
  page: Buffer | null;
  madeAt: number;
  /** How long the last snapshot took, and the one before. */
  tookMs: [number, number];
  isDirty: boolean;
  timer: NodeJS.Timeout | null;
  making: Promise<void> | null;
}

/** More viewers than one process serves; the browser tries again, and meets another one. */
export class TooManyViewersError extends Error {}

/**
 * Live pages for many: one snapshot per game, made only after it changed and at most about twice a second, written once as bytes and
 * handed to every viewer. What it costs hardly depends on how many look. Games say what changed by `changed`, in their transaction.
 */
@Injectable()
export class GameFeed implements LifecyclePart {
  readonly name = 'game feed';
  private readonly sources = new Map<string, GameSnapshot>();
  private readonly shows = new Map<string, Show>();
  private viewerCount = 0;
  private listening: Promise<void> | null = null;
  private listener: PoolClient | null = null;
  private keepAlive: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(
    lifecycle: Lifecycle,
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    lifecycle.register(this);
  }

  /** Say who makes the pages of a kind of game. @throws Error when somebody does already */
  register(kind: GameKind, snapshot: GameSnapshot, audience: GameAudience = 'public'): void {
    const key = `${audience}/${kind}`;
    if (this.sources.has(key)) throw new Error(`Two sources for ${audience} pages of a ${kind}.`);
    this.sources.set(key, snapshot);
  }

  /** Somebody makes such pages. */
  has(kind: GameKind, audience: GameAudience): boolean {
    return this.sources.has(`${audience}/${kind}`);
  }

  /** Everybody who looks at this game should see it anew, once the transaction is committed. Many calls in one transaction are one. */
  async changed(sql: Pick<Sql, 'query'>, gameId: string): Promise<void> {
    await sql.query('games.changed', `SELECT pg_notify('${GAME_NOTIFICATION}', $1)`, [gameId]);
  }

  /** The same inside a statement: `SELECT ${GameFeed.CHANGED}($1)` wants the game's id as text. */
  static readonly CHANGED = (parameter: string): string => `pg_notify('${GAME_NOTIFICATION}', ${parameter})`;

  /** What a page shows now, made for this one look; null when there is nothing (any more). */
  async page(kind: GameKind, botId: string, gameId: string): Promise<object | null> {
    return withPagePictures((await this.sources.get(`public/${kind}`)?.(botId, gameId)) ?? null);
  }

  /** Takes no more viewers. */
  get isFull(): boolean {
    return this.viewerCount >= MAX_VIEWERS || this.isStopping;
  }

  /**
   * Show a game to one more viewer until they go away or the server stops: the page as it is, then after every change.
   * Headers are written already. @throws TooManyViewersError
   */
  async show(kind: GameKind, botId: string, gameId: string, response: ServerResponse, audience: GameAudience = 'public'): Promise<void> {
    if (this.isFull) throw new TooManyViewersError('Too many people are looking.');
    this.viewerCount++;
    const show = this.shows.get(`${audience}/${gameId}`) ?? this.open(kind, botId, gameId, audience);
    show.viewers.add(response);
    response.write(`retry: ${RETRY_MS}\n\n`);
    if (show.page) response.write(show.page);
    await new Promise<void>((resolve) => {
      response.on('close', resolve);
      if (response.destroyed) resolve();
    });
    show.viewers.delete(response);
    this.viewerCount--;
    if (show.viewers.size === 0) this.close(show);
  }

  quiesce(): void {
    this.isStopping = true;
    for (const { viewers } of this.shows.values()) for (const viewer of viewers) viewer.end();
  }

  async stop(): Promise<void> {
    if (this.keepAlive) clearInterval(this.keepAlive);
    const making = [...this.shows.values()].map((show) => show.making);
    for (const show of [...this.shows.values()]) this.close(show);
    await Promise.all(making);
    await this.listening?.catch(() => undefined);
    this.listener?.release(true);
    this.listener = null;
    this.listening = null;
  }

  private open(kind: GameKind, botId: string, gameId: string, audience: GameAudience): Show {
    const show: Show = { botId, kind, gameId, audience, viewers: new Set(), page: null, madeAt: 0, tookMs: [0, 0], isDirty: true, timer: null, making: null };
    this.shows.set(keyOf(show), show);
    this.keepAlive ??= setInterval(() => this.sayStillHere(), KEEP_ALIVE_MS).unref();
    this.listening ??= this.listen();
    // What changed before we listened is in the first page, what changes later is told.
    void this.listening.then(
      () => this.make(show),
      () => this.make(show),
    );
    return show;
  }

  private close(show: Show): void {
    if (show.timer) clearTimeout(show.timer);
    this.shows.delete(keyOf(show));
  }

  private touched(show: Show): void {
    show.isDirty = true;
    if (show.timer || show.making) return;
    // One that waited for somebody else (a round of ten thousand cards that was being dealt) says nothing of what they cost.
    const wait = Math.max(AT_MOST_EVERY_MS, Math.min(...show.tookMs) / LARGEST_SHARE) - (performance.now() - show.madeAt);
    show.timer = setTimeout(() => {
      show.timer = null;
      this.make(show);
    }, Math.max(0, wait));
  }

  private make(show: Show): void {
    if (show.making || this.shows.get(keyOf(show)) !== show) return;
    show.isDirty = false;
    const began = performance.now();
    show.making = this.sources
      .get(`${show.audience}/${show.kind}`)!(show.botId, show.gameId)
      .then(
        (page) => this.tell(show, page),
        (error: Error) => {
          this.logger.warn({ err: error, gameId: show.gameId }, 'A live page could not be made; trying again.');
          show.isDirty = true;
        },
      )
      .finally(() => {
        show.making = null;
        show.madeAt = performance.now();
        show.tookMs = [show.madeAt - began, show.tookMs[0]];
        if (show.isDirty && this.shows.get(keyOf(show)) === show && !this.isStopping) this.touched(show);
      });
  }

  private tell(show: Show, page: object | null): void {
    const json = JSON.stringify(page);
    // The team sees what it wrote; its own pictures have an address there that is none on a page.
    const text = Buffer.from(`event: page\ndata: ${show.audience === 'host' ? json : pictureAddresses(json)}\n\n`);
    if (show.page?.equals(text)) return;
    show.page = text;
    for (const viewer of show.viewers) if (viewer.writableLength < MAX_UNSENT_BYTES) viewer.write(text);
  }

  private sayStillHere(): void {
    for (const { viewers } of this.shows.values()) for (const viewer of viewers) viewer.write(': still here\n\n');
  }

  private async listen(): Promise<void> {
    const client = await this.database.pg.pool.connect();
    this.listener = client;
    client.on('notification', ({ channel, payload }) => {
      if (channel !== GAME_NOTIFICATION) return;
      for (const audience of AUDIENCES) {
        const show = this.shows.get(`${audience}/${payload}`);
        if (show) this.touched(show);
      }
    });
    client.on('error', () => {
      // A restart of the database: connect again, and look at everything, because nobody knows what was missed.
      client.release(true);
      this.listener = null;
      this.listening = this.isStopping ? null : this.listen();
      void this.listening?.catch(() => {
        this.listening = null;
      });
      for (const show of this.shows.values()) this.touched(show);
    });
    await client.query(`LISTEN ${GAME_NOTIFICATION}`);
  }
}

function keyOf({ audience, gameId }: Pick<Show, 'audience' | 'gameId'>): string {
  return `${audience}/${gameId}`;
}
