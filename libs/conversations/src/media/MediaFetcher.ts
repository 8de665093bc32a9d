import type { ContentOutcome } from '@chatloom/line';
import type { Clock, Database, Logger } from '@chatloom/platform';
import type { SendingChannels } from '../outbox/OutboxSender';
import { detectContentType } from './detectContentType';

/** Largest thing that is kept; what LINE carries can be ten times larger (FACTS §7). */
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;
/** While one process fetches, others leave the row alone; a process that died is replaced after this. */
const LEASE_MS = 60_000;
/** At a time, in one process: each may hold `MAX_MEDIA_BYTES` in memory. */
const AT_ONCE = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** LINE prepares large films for minutes, and does not keep anything for long. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

interface Wanted {
  id: string;
  channel_id: string;
  message_id: string;
  attempts: number;
  created_at: number;
}

/** What becomes of a row after a try. */
type Result = { state: 'stored'; body: Buffer } | { state: 'gone' | 'failed' | 'tooLarge' } | { state: 'wanted'; afterMs: number };

/**
 * Fetches the bytes that turns asked for. Safe to run in several processes at once and to die at any moment: fetching twice
 * does no harm. Something LINE still prepares (202) is asked for again when its row comes due, not waited for.
 */
export class MediaFetcher {
  private current: Promise<void> | null = null;
  private again = false;

  constructor(private readonly parts: { database: Database; clock: Clock; logger: Logger; channels: SendingChannels }) {}

  /** Work off what is due. Calls that come meanwhile join the one under way. */
  work(): Promise<void> {
    this.again = true;
    this.current ??= this.run().finally(() => (this.current = null));
    return this.current;
  }

  /** Forget what is older. */
  async forget(before: number): Promise<void> {
    await this.parts.database.pg.query('media.forget', 'DELETE FROM media WHERE created_at < to_timestamp($1::float8 / 1000)', [before]);
  }

  private async run(): Promise<void> {
    while (this.again) {
      this.again = false;
      for (let wanted = await this.claim(); wanted.length > 0; wanted = await this.claim()) await Promise.all(wanted.map((one) => this.fetch(one)));
    }
  }

  private async claim(): Promise<Wanted[]> {
    const { rows } = await this.parts.database.pg.query<Wanted>(
      'media.claim',
      `UPDATE media SET attempts = least(attempts + 1, 1000), next_at = to_timestamp(($1::float8 + $2::float8) / 1000)
       WHERE id IN (SELECT id FROM media WHERE state = 'wanted' AND next_at <= to_timestamp($1::float8 / 1000) ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, channel_id, message_id, attempts, (extract(epoch FROM created_at) * 1000)::float8 AS created_at`,
      [this.parts.clock.now(), LEASE_MS, AT_ONCE],
    );
    return rows;
  }

  private async fetch(wanted: Wanted): Promise<void> {
    try {
      await this.record(wanted, await this.ask(wanted));
    } catch (error) {
      // The lease ends and it is tried again.
      this.parts.logger.warn({ err: error as Error, channelId: wanted.channel_id }, 'Something a person sent could not be fetched now.');
    }
  }

  private async ask(wanted: Wanted): Promise<Result> {
    const { channels, clock } = this.parts;
    const channel = await channels.sendingChannel(wanted.channel_id);
    if (!channel) return { state: 'failed' };
    const later = (least: number): Result => {
      if (clock.now() - wanted.created_at > GIVE_UP_AFTER_MS) return { state: 'failed' };
      return { state: 'wanted', afterMs: Math.min(Math.max(least, FIRST_WAIT_MS) * 2 ** Math.min(wanted.attempts - 1, 10), LONGEST_WAIT_MS) };
    };
    if (channel.state === 'paused') return later(LEASE_MS);
    const outcome: ContentOutcome = await channel.gateway.getMessageContent(channel, wanted.message_id, { maxBytes: MAX_MEDIA_BYTES });
    switch (outcome.kind) {
      case 'ok':
        return { state: 'stored', body: outcome.value.body };
      case 'preparing':
        return later(FIRST_WAIT_MS);
      case 'retryLater':
        return later(outcome.after);
      case 'unauthorized':
        if (outcome.status === 401) await channels.pauseForToken(wanted.channel_id);
        return later(LEASE_MS);
      case 'gone':
      case 'notFound':
        return { state: 'gone' };
      case 'tooLarge':
        return { state: 'tooLarge' };
      case 'refused':
        return { state: 'failed' };
    }
  }

  /** What was unsent meanwhile stays unsent. */
  private async record({ id }: Wanted, result: Result): Promise<void> {
    const { database, clock } = this.parts;
    if (result.state === 'wanted') {
      await database.pg.query('media.later', `UPDATE media SET next_at = to_timestamp($2::float8 / 1000) WHERE id = $1 AND state = 'wanted'`, [id, clock.now() + result.afterMs]);
      return;
    }
    const body = result.state === 'stored' ? result.body : null;
    await database.pg.query(
      'media.record',
      `UPDATE media SET state = $2, bytes = $3, byte_size = $4, content_type = $5 WHERE id = $1 AND state = 'wanted'`,
      [id, result.state, body, body?.length ?? null, body && (detectContentType(body) ?? 'application/octet-stream')],
    );
  }
}
