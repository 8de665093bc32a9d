import { type Clock, crashPoint, type Database, type IdSource, type JobQueue, type LifecyclePart, type Logger, type Metrics } from '@chatloom/platform';
import type { PoolClient } from 'pg';
import type { Counter, Gauge } from 'prom-client';
import type { ProfileReader } from './contacts/ProfileReader';
import type { Forgetting } from './forgetting/Forgetting';
import type { FirstMet, Ingest, InboxListener } from './ingest/Ingest';
import { adoptOrphans, claimQueued, DEAD_AFTER_SECONDS, sessionNameOf } from './outbox/claimOutbox';
import type { OutboxSender } from './outbox/OutboxSender';
import type { Signs } from './outbox/Signs';
import type { MediaFetcher } from './media/MediaFetcher';
import type { TagPushes } from './pushes/TagPushes';
import type { Schedules } from './schedules/Schedules';
import { dropOldPartitions, ensurePartitions } from './sweeping/ensurePartitions';
import type { Heartbeat } from './sweeping/Heartbeat';
import { Sweeper } from './sweeping/Sweeper';
import { Bells, BELL_HORIZON_MS } from './timers/Bells';
import { fireTimers, TIMERS_PER_CHUNK } from './timers/fireTimers';
import { findPending } from './turns/findPending';
import type { Suspects } from './turns/Suspects';
import type { TurnLoop } from './turns/TurnLoop';
import type { TurnsTaken } from './turns/TurnTaker';

/** NOTIFY by which a process without worker role says that the inbox has something. */
const INBOX_NOTIFICATION = 'chatloom_inbox';
/** Conversations named in it; PostgreSQL takes 8,000 bytes. With more, whoever hears it looks for itself. */
const NOTIFIED_MAX = 200;
/** Events are usually taken at once; what waits longer has been forgotten by somebody. Longer than a profile may take. */
const FORGOTTEN_AFTER_MS = 2_000;
/**
 * What waits for its turn in this process is not forgotten, however old it gets: each conversation before it may take so long, which is slower than
 * ever seen. Told again after it was taken, it would be locked once more for nothing (measured: every fifth lock while 100,000 timers were due).
 */
const PATIENCE_MS_EACH = 2;
/** Rows this process sends at once when it works off the table (bulk pushes, retries): replies keep room. */
const MAX_FROM_TABLE = 200;
const FOLLOW_EVERY_MS = 25;
/** Unclean deaths within a minute from which on an event may be the killer. */
const SUSPICIOUS_DEATHS = 2;
const KEEP_DAYS = { history: 90, seenEvents: 35 };

/**
 * Joins the parts: what comes into the inbox starts turns, what turns leave in the outbox is sent, what they start is
 * rung, and the sweeper finds whatever a dead process left anywhere on this way.
 */
export class ConversationsRuntime implements InboxListener, LifecyclePart {
  readonly name = 'conversations';
  private readonly sweeper: Sweeper;
  private readonly bells: Bells;
  private listener: PoolClient | null = null;
  private following = 0;
  private readonly waiting: Gauge;
  private readonly sending: Gauge;
  private readonly taken: Counter;
  private stopping = false;
  private readonly pending = new Set<Promise<unknown>>();

  constructor(
    private readonly parts: {
      database: Database;
      clock: Clock;
      ids: IdSource;
      logger: Logger;
      metrics: Metrics;
      queue: JobQueue;
      roles: readonly ('web' | 'worker')[];
      processId: string;
      ingest: Ingest;
      turns: TurnLoop;
      suspects: Suspects;
      sender: OutboxSender;
      forgetting: Forgetting;
      signs: Signs;
      media: MediaFetcher;
      profiles: ProfileReader;
      heartbeat: Heartbeat;
      tagPushes: TagPushes;
      schedules: Schedules;
    },
  ) {
    const { clock, logger, queue } = parts;
    this.bells = new Bells(queue, clock, logger);
    this.sweeper = new Sweeper(
      [
        { name: 'heartbeat', everyMs: 1_000, run: () => this.beat() },
        { name: 'forgotten', everyMs: 1_000, run: () => this.healForgotten() },
        { name: 'partitions', everyMs: 3_600_000, run: (now) => this.keepPartitions(now) },
        ...(this.works
          ? [
              { name: 'inbox', everyMs: 500, run: () => this.takeForgotten() },
              // At other moments than the rest, so that a chore that kills is not held against an event.
              { name: 'suspects', everyMs: 700, run: (now: number) => this.clearSuspects(now) },
              { name: 'listener', everyMs: 1_000, run: () => this.keepListening() },
              { name: 'timers', everyMs: 1_000, run: () => this.ringTimers() },
              { name: 'bells', everyMs: BELL_HORIZON_MS / 2, run: (now: number) => this.setFarBells(now) },
              { name: 'orphans', everyMs: 1_000, run: () => this.adopt() },
              { name: 'outbox', everyMs: 500, run: () => this.sendQueued() },
              { name: 'tagPushes', everyMs: 1_000, run: () => this.pushToTags() },
              { name: 'media', everyMs: 1_000, run: () => this.parts.media.work() },
              { name: 'schedules', everyMs: 1_000, run: () => this.fireSchedules() },
            ]
          : []),
      ],
      clock,
      logger,
    );
    queue.handle('timers', () => this.ringTimers());
    queue.handle('outbox', () => this.pushToTags());
    parts.ingest.listen(this);
    this.waiting = parts.metrics.gauge('chatloom_conversations_turns_waiting', 'Conversations waiting for their turn in this process.');
    this.sending = parts.metrics.gauge('chatloom_conversations_sends_under_way', 'Messages this process is sending.');
    this.taken = parts.metrics.counter('chatloom_conversations_turns_total', 'Turns taken by this process.');
  }

  private get works(): boolean {
    return this.parts.roles.includes('worker');
  }

  async start(): Promise<void> {
    await this.keepPartitions(this.parts.clock.now());
    await this.parts.heartbeat.beat();
    if (this.works) {
      await this.keepListening();
      // Before anything is taken: perhaps one of the waiting events is what killed.
      if ((await this.parts.heartbeat.recentDeaths(DEAD_AFTER_SECONDS)) >= SUSPICIOUS_DEATHS) await this.parts.suspects.suspect();
    }
    this.sweeper.start();
  }

  /** Stop claiming, finish what was begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.sweeper.stop();
    await this.parts.ingest.idle();
    await this.parts.turns.stop();
    await this.parts.sender.stop();
    await this.parts.signs.idle();
    await Promise.allSettled(this.pending);
    this.listener?.release(true);
    this.listener = null;
    await this.parts.heartbeat.end();
  }

  /** Resolves when nothing that was begun is under way any more (tests, and draining). */
  async idle(): Promise<void> {
    for (;;) {
      await this.parts.ingest.idle();
      await Promise.all(this.pending);
      await this.parts.turns.idle();
      await this.parts.sender.idle();
      await this.parts.signs.idle();
      if (this.pending.size === 0 && this.parts.turns.backlog === 0 && this.parts.sender.underWay === 0) return;
    }
  }

  /** Everything the sweeper does, once, now: what a restarted process does first. */
  async sweep(): Promise<void> {
    await this.clearSuspects(this.parts.clock.now());
    await this.takeForgotten();
    await this.ringTimers();
    await this.fireSchedules();
    await this.parts.media.work();
    await this.pushToTags();
    await this.adopt();
    await this.sendQueued();
  }

  // ---------------------------------------------------------------- what happens on the way

  /** After each commit of the inbox. */
  inboxFilled(conversationIds: readonly string[], firstMet: readonly FirstMet[]): void {
    if (firstMet.length === 0) return this.wake(conversationIds);
    const strangers = new Map<string, FirstMet[]>();
    for (const met of firstMet) strangers.set(met.conversationId, [...(strangers.get(met.conversationId) ?? []), met]);
    this.wake(conversationIds.filter((id) => !strangers.has(id)));
    for (const [conversationId, all] of strangers) {
      this.track(Promise.all(all.map((met) => this.parts.profiles.read(met))).then(() => this.wake([conversationId])));
    }
  }

  /** After each commit of turns. */
  turnsTaken(taken: TurnsTaken): void {
    this.taken.inc(taken.events);
    if (taken.toSend.length > 0) this.parts.sender.send(taken.toSend);
    if (taken.signs.length > 0) this.parts.signs.give(taken.signs);
    if (taken.wantsMedia) this.track(this.parts.media.work());
    if (taken.timers.length > 0) this.bells.ringAt(taken.timers.map((timer) => timer.dueAt));
    if (taken.toFollow.length > 0) this.follow(taken.toFollow.length);
    if (taken.tagPushes.length > 0) {
      this.parts.queue.ring('outbox', { id: `push-${taken.tagPushes[0]}` }).catch((error: Error) => this.parts.logger.warn({ err: error }, 'A bell could not be set; the sweeper will ring.'));
    }
  }

  private wake(conversationIds: readonly string[], from: 'people' | 'rest' = 'people'): void {
    if (conversationIds.length === 0) return;
    if (this.works) this.parts.turns.hint(conversationIds, from);
    else {
      const told = conversationIds.length <= NOTIFIED_MAX ? conversationIds.join(',') : '';
      this.track(this.parts.database.pg.query('inbox.notify', `SELECT pg_notify('${INBOX_NOTIFICATION}', $1)`, [told]));
    }
  }

  // ---------------------------------------------------------------- what is found

  /** Say that this process is alive; the sweeper does it every second. */
  async beat(): Promise<void> {
    this.waiting.set(this.parts.turns.backlog);
    this.sending.set(this.parts.sender.underWay);
    await this.parts.heartbeat.beat();
  }

  private async takeForgotten(): Promise<void> {
    const { turns, database, clock } = this.parts;
    turns.hint(await findPending(database.pg, clock.now(), FORGOTTEN_AFTER_MS + turns.backlog * PATIENCE_MS_EACH), 'rest');
  }

  private async healForgotten(): Promise<void> {
    const filled = await this.parts.forgetting.heal();
    if (this.works) this.parts.turns.hint(filled);
  }

  private async clearSuspects(now: number): Promise<void> {
    this.parts.turns.hint(await this.parts.suspects.work(now, this.parts.heartbeat));
  }

  private async ringTimers(): Promise<void> {
    for (;;) {
      const conversations = await fireTimers(this.parts.database, this.parts.clock.now());
      this.wake([...new Set(conversations)], 'rest');
      if (conversations.length < TIMERS_PER_CHUNK || this.stopping) return;
    }
  }

  /** Bells for timers that were too far away when they were started. */
  private async setFarBells(now: number): Promise<void> {
    const { rows } = await this.parts.database.pg.query<{ due_at: number }>(
      'timers.ahead',
      `SELECT DISTINCT (extract(epoch FROM date_trunc('second', due_at)) * 1000 + 1000)::float8 AS due_at FROM timer
       WHERE due_at < to_timestamp(($1::float8 + $2::float8) / 1000) ORDER BY 1 LIMIT 5000`,
      [now, BELL_HORIZON_MS],
    );
    this.bells.ringAt(rows.map((row) => row.due_at));
  }

  private async adopt(): Promise<void> {
    const { database, processId, sender, clock } = this.parts;
    const orphans = await adoptOrphans(database.pg, processId, sender.ids(), clock.now(), MAX_FROM_TABLE);
    if (orphans.length > 0) crashPoint('outbox.claimed');
    for (const { row, mayHaveArrived } of orphans) sender.send([row], mayHaveArrived);
  }

  private async sendQueued(): Promise<void> {
    const { database, processId, sender, clock } = this.parts;
    for (;;) {
      const room = MAX_FROM_TABLE - sender.underWay;
      if (room <= 0 || this.stopping) return;
      const rows = await claimQueued(database.pg, processId, clock.now(), room);
      if (rows.length > 0) crashPoint('outbox.claimed');
      for (const { row, mayHaveArrived } of rows) sender.send([row], mayHaveArrived);
      if (rows.length < room) return;
      await sender.roomFor(MAX_FROM_TABLE / 2);
    }
  }

  /** Messages behind one that another process is sending: look often, for a short while; then the sweeper does. */
  private follow(count: number): void {
    this.following = Math.min(this.following + count * 40, 200);
    const look = async (): Promise<void> => {
      while (this.following > 0 && !this.stopping) {
        await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY_MS));
        this.following--;
        await this.sendQueued();
      }
    };
    this.track(look());
  }

  private async pushToTags(): Promise<void> {
    if (await this.parts.tagPushes.work(this.parts.clock.now())) await this.sendQueued();
  }

  private async fireSchedules(): Promise<void> {
    this.wake(await this.parts.schedules.work(this.parts.clock.now()), 'rest');
  }

  private async keepPartitions(now: number): Promise<void> {
    await ensurePartitions(this.parts.database.pg, now);
    await dropOldPartitions(this.parts.database.pg, now, KEEP_DAYS);
    await this.parts.media.forget(now - KEEP_DAYS.history * 86_400_000);
  }

  /** Web processes notify; the connection also shows that this process lives. While it is away the sweeper finds what they announce. */
  private async listen(): Promise<void> {
    const client = await this.parts.database.pg.pool.connect();
    this.listener = client;
    client.on('notification', ({ payload }) => {
      if (payload) return this.parts.turns.hint(payload.split(','));
      this.track(findPending(this.parts.database.pg, this.parts.clock.now(), 0).then((ids) => this.parts.turns.hint(ids)));
    });
    client.on('error', () => {
      if (this.listener !== client) return;
      this.listener = null;
      client.release(true);
    });
    await client.query(`SET application_name = '${sessionNameOf(this.parts.processId)}'`);
    await client.query(`LISTEN ${INBOX_NOTIFICATION}`);
  }

  private async keepListening(): Promise<void> {
    if (this.listener === null && !this.stopping) await this.listen();
  }

  private track(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work
      .catch((error: unknown) => this.parts.logger.warn({ err: error as Error }, 'Work beside a conversation failed.'))
      .finally(() => this.pending.delete(tracked));
    this.pending.add(tracked);
  }
}
