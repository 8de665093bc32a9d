import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@chatloom/platform';

/** A webhook whose signature was refused, as it is kept: the last one of each channel. */
export interface RefusedWebhook {
  at: Date;
  /** `missing`, `wrongLength`, `mismatch`, `reencoded`. */
  reason: string;
  signature: string | null;
  /** The first `KEPT_BYTES` bytes. */
  body: Buffer;
  /** Of the whole body. */
  bytes: number;
}

/** Enough for any webhook of a few events; the rest is of no use for an explanation. */
const KEPT_BYTES = 32 * 1024;
const SIGNATURE_MAX_CHARS = 512;
/** Strangers may call the address as often as they like: one row is written in so many ms. */
const ONE_IN_MS = 10_000;

/** What went wrong with webhooks of a channel, kept for the person who can mend it. */
@Injectable()
export class ChannelTroubles {
  private readonly writtenAt = new Map<string, number>();
  private readonly told = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keep a refused webhook; at most one per channel in ten seconds. */
  async refused(channelId: string, given: { reason: string; signature: string | undefined; body: Buffer }): Promise<void> {
    const now = this.clock.now();
    const last = this.writtenAt.get(channelId);
    if (last !== undefined && now - last < ONE_IN_MS && now >= last) return;
    this.writtenAt.set(channelId, now);
    await this.database.pg.query(
      'bots.keepRefusedWebhook',
      `INSERT INTO refused_webhook (channel_id, at, reason, signature, body, bytes) VALUES ($1, to_timestamp($2::float8 / 1000), $3, $4, $5, $6)
       ON CONFLICT (channel_id) DO UPDATE SET at = excluded.at, reason = excluded.reason, signature = excluded.signature, body = excluded.body, bytes = excluded.bytes`,
      [channelId, now, given.reason, given.signature?.slice(0, SIGNATURE_MAX_CHARS) ?? null, given.body.subarray(0, KEPT_BYTES), given.body.length],
    );
  }

  /** The signature was right, but the webhook is for another bot: channel id and secret of two accounts are mixed up. */
  async foreignDestination(channelId: string, destination: string): Promise<void> {
    if (this.told.get(channelId) === destination) return;
    this.told.set(channelId, destination);
    await this.database.pg.query('bots.foreignDestination', 'UPDATE channel SET foreign_destination = $2 WHERE id = $1', [channelId, destination.slice(0, 100)]);
  }

  /** The last refused webhook of a channel, or null. */
  async lastRefused(channelId: string): Promise<RefusedWebhook | null> {
    const { rows } = await this.database.pg.query<RefusedWebhook>('bots.lastRefusedWebhook', 'SELECT at, reason, signature, body, bytes FROM refused_webhook WHERE channel_id = $1', [channelId]);
    return rows[0] ?? null;
  }
}
