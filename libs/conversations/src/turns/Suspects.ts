import type { Clock, Database, Logger } from '@chatloom/platform';
import { DEAD_AFTER_SECONDS } from '../outbox/claimOutbox';
import type { Heartbeat } from '../sweeping/Heartbeat';
import { isPassingFault } from '../support/isPassingFault';
import type { TurnTaker } from './TurnTaker';

/** An event whose rehearsal alone failed, or took the process with it, so often in a row is parked where a person can see it (RELIABILITY F25). */
const MAX_LONE_TRIES = 3;
/**
 * More deaths within a minute than these that no rehearsal explains, and nothing is parked: where processes die of other things, also
 * innocent events meet three deaths (measured while processes were killed twice a second: every few hundred kills one).
 */
const MAX_OTHER_DEATHS = 8;
/** What is known of deaths, and who is told when one would be of ours. */
type Deaths = Pick<Heartbeat, 'setRehearsing' | 'otherDeaths'>;
/** Cleared together at first; only when that goes wrong they are tried alone. */
const TOGETHER = 64;
/** Before the second try of an event, doubled for each further one; also the age a process must reach for a lone try, so that one that dies right after its start, of whatever, is not held against the event. */
const QUIET_MS = 1_000;

/**
 * Events that may be what kills. When processes die, or a batch of turns fails, the next event of each waiting
 * conversation is suspected: its conversation is left out of the usual way (`lockConversations`) until a rehearsal, counted in
 * a commit of its own beforehand and rolled back afterwards, has cleared it. The usual way itself carries no counter.
 */
export class Suspects {
  private readonly startedAt: number;

  constructor(
    private readonly database: Database,
    private readonly taker: Pick<TurnTaker, 'rehearse'>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.startedAt = clock.now();
  }

  /** Suspect the next event of each conversation that has one, or of these only. */
  async suspect(conversationIds?: readonly string[]): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'suspects.mark',
      `INSERT INTO suspect (conversation_id, seq)
       SELECT DISTINCT ON (conversation_id) conversation_id, seq FROM inbox WHERE $1::uuid[] IS NULL OR conversation_id = ANY($1::uuid[])
       ORDER BY conversation_id, occurred_at, seq
       ON CONFLICT DO NOTHING`,
      [conversationIds ?? null],
    );
    if (rowCount) this.logger.warn({ count: rowCount }, 'Waiting events are looked at before they are taken.');
  }

  /**
   * Rehearse what is due. Safe to run in several processes at once.
   * @returns conversations that may go on the usual way
   */
  async work(now: number, deaths: Deaths): Promise<string[]> {
    const cleared: string[] = [];
    let rehearsing = false;
    const rehearse = async (ids: string[]) => {
      if (!rehearsing) await deaths.setRehearsing((rehearsing = true));
      cleared.push(...(await this.rehearse(ids)));
    };
    for (let found = TOGETHER; found === TOGETHER; ) {
      const ids = await this.claimFresh(now);
      found = ids.length;
      if (found > 0) await rehearse(ids);
    }
    while (now - this.startedAt >= QUIET_MS) {
      const one = await this.claimTried(this.clock.now());
      if (!one) break;
      if (one.tries > 1 + MAX_LONE_TRIES && (await deaths.otherDeaths(DEAD_AFTER_SECONDS)) <= MAX_OTHER_DEATHS) cleared.push(...(await this.park(one)));
      else await rehearse([one.conversation_id]);
    }
    if (rehearsing) await deaths.setRehearsing(false);
    return cleared;
  }

  private async rehearse(ids: string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    try {
      const rehearsed = await this.taker.rehearse(ids);
      await this.database.pg.query('suspects.clear', 'DELETE FROM suspect WHERE conversation_id = ANY($1::uuid[])', [rehearsed]);
      const elsewhere = ids.filter((id) => !rehearsed.includes(id));
      if (elsewhere.length > 0) await this.takeBackTry(elsewhere);
      return rehearsed;
    } catch (error) {
      this.logger.error({ err: error as Error, count: ids.length }, 'A rehearsal of waiting events failed.');
      // The database's absence says nothing about the event.
      if (isPassingFault(error)) await this.takeBackTry(ids).catch(() => undefined);
      return [];
    }
  }

  private async claimFresh(now: number): Promise<string[]> {
    const { rows } = await this.database.pg.query<{ conversation_id: string }>(
      'suspects.claimFresh',
      `UPDATE suspect SET tries = 1, next_at = to_timestamp(($2::float8 + $3::float8) / 1000)
       WHERE conversation_id IN (SELECT conversation_id FROM suspect WHERE tries = 0 LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING conversation_id`,
      [TOGETHER, now, QUIET_MS],
    );
    return rows.map((row) => row.conversation_id);
  }

  private async claimTried(now: number): Promise<{ conversation_id: string; seq: string; tries: number } | undefined> {
    const { rows } = await this.database.pg.query<{ conversation_id: string; seq: string; tries: number }>(
      'suspects.claimTried',
      `UPDATE suspect SET tries = tries + 1, next_at = to_timestamp(($1::float8 + $2::float8 * power(2, least(tries, 3))) / 1000)
       WHERE conversation_id = (SELECT conversation_id FROM suspect WHERE tries > 0 AND next_at <= to_timestamp($1::float8 / 1000) ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING conversation_id, seq, tries`,
      [now, QUIET_MS],
    );
    return rows[0];
  }

  private async takeBackTry(ids: readonly string[]): Promise<void> {
    await this.database.pg.query(
      'suspects.takeBackTry',
      `WITH gone AS (
         DELETE FROM suspect s WHERE conversation_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = s.conversation_id)
       )
       UPDATE suspect SET tries = tries - 1 WHERE conversation_id = ANY($1::uuid[]) AND tries > 0`,
      [ids],
    );
  }

  private async park({ conversation_id, seq }: { conversation_id: string; seq: string }): Promise<string[]> {
    this.logger.error({ conversationId: conversation_id, seq }, 'An event failed each time and is put aside.');
    await this.database.pg.query(
      'suspects.park',
      `WITH cleared AS (DELETE FROM suspect WHERE conversation_id = $1), taken AS (DELETE FROM inbox WHERE seq = $2 RETURNING *)
       INSERT INTO parked_event (seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, reason)
       SELECT seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, 'failedEachTime' FROM taken
       ON CONFLICT DO NOTHING`,
      [conversation_id, seq],
    );
    return [conversation_id];
  }
}
