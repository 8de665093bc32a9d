import { Inject, Injectable } from '@nestjs/common';
import { type InboxEvent, Ingest } from '@chatloom/conversations';
import { eachPrize, raffle } from '@chatloom/fairplay';
import { Clock, crashPoint, Database, LOGGER, type Logger, SecretsBox, type Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { openSeed } from '../frame/gameSeed';
import { flowStart, tellInChunks } from '../frame/tellInChunks';
import { DRAW_COLUMNS, type DrawFollowUp, type DrawRow, lockDraw } from './DrawRow';
import { openDraw } from './openDraw';
import { tagOf, tagWinners } from './tagWinners';

export const DRAW_CHORE = 'draws';
/** A lost bell costs at most this. */
const EVERY_MS = 1_000;
/** People told at once. */
const CHUNK = 200;
const AT_ONCE = 20;

/**
 * What happens to draws by themselves: opening, closing, drawing the winners of a raffle, telling people afterwards. Every step is found in the rows
 * and is one commit, so a process that dies leaves all of it or nothing to the next round, of any process.
 */
@Injectable()
export class DrawEnding {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: SecretsBox,
    private readonly feed: GameFeed,
    private readonly ingest: Ingest,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly worker: GamesWorker,
  ) {
    worker.register({ name: DRAW_CHORE, everyMs: EVERY_MS, work: () => this.work() });
  }

  /** Everything that is due by now. */
  async work(): Promise<void> {
    while (await this.step());
    const { rows } = await this.database.pg.query<{ id: string }>('draws.unfinished', 'SELECT id FROM draw WHERE follow_up IS NOT NULL ORDER BY id LIMIT $1', [AT_ONCE]);
    for (const { id } of rows) {
      try {
        await this.tell(id);
      } catch (error) {
        this.logger.warn({ err: error as Error, drawId: id }, 'People of a draw that has ended could not be told now; the next round tries again.');
      }
    }
  }

  /** Close an open draw now, and end it unless it is a raffle that is drawn later. @param how `drawsNow`: the winners of a raffle are not waited for */
  async close(botId: string, drawId: string, how: { drawsNow: boolean }): Promise<void> {
    await this.database.pg.query(
      'draws.close',
      `UPDATE draw SET state = 'closed', closed_at = coalesce(closed_at, to_timestamp($3::float8 / 1000)),
         due_at = CASE WHEN $4 OR document ->> 'drawAt' IS NULL THEN to_timestamp($3::float8 / 1000) ELSE (document ->> 'drawAt')::timestamptz END
       WHERE bot_id = $1 AND id = $2 AND (state = 'open' OR (state = 'closed' AND $4))`,
      [botId, drawId, this.clock.now(), how.drawsNow],
    );
    while (await this.step(drawId));
    this.worker.ringAt(DRAW_CHORE, this.clock.now(), this.clock.now());
  }

  /** The next thing that is due, of one draw or of any. @returns whether there was one */
  private async step(drawId: string | null = null): Promise<boolean> {
    const now = this.clock.now();
    const isDone = await this.database.pg.transaction(async (tx) => {
      // People who try hold the row FOR KEY SHARE, which this lock does not mind; of what another process is busy with, nothing is to be done here.
      const { rows } = await tx.query<DrawRow>(
        drawId === null ? 'draws.due' : 'draws.dueOf',
        `SELECT ${DRAW_COLUMNS} FROM draw d WHERE d.due_at <= to_timestamp($1::float8 / 1000) AND ${drawId === null ? '$2::uuid IS NULL ORDER BY d.due_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED' : 'd.id = $2 FOR NO KEY UPDATE'}`,
        [now, drawId],
      );
      const draw = rows[0];
      if (!draw) return false;
      if (draw.state === 'scheduled') await openDraw(tx, draw, openSeed(this.secrets, 'draw', draw.id, draw.seed!), now);
      else if (draw.state === 'open') await this.closeDue(tx, draw, now);
      else await this.end(tx, draw, now);
      await this.feed.changed(tx, draw.id);
      crashPoint('draw.beforeEnd');
      return true;
    });
    if (isDone) crashPoint('draw.afterEnd');
    return isDone;
  }

  private async closeDue(tx: Transaction, { id, document, dueAt }: DrawRow, now: number): Promise<void> {
    const drawAt = document.drawAt === null ? now : Math.max(now, Date.parse(document.drawAt));
    await tx.query('draws.closeDue', `UPDATE draw SET state = 'closed', closed_at = $2, due_at = to_timestamp($3::float8 / 1000) WHERE id = $1`, [id, dueAt, drawAt]);
  }

  private async end(tx: Transaction, draw: DrawRow, now: number): Promise<void> {
    // Waits for the tries under way; newer ones saw that it is closed.
    await lockDraw(tx, draw.botId, draw.id);
    if (draw.document.kind === 'raffle') await this.drawWinners(tx, draw);
    const { winnersFlowId, othersFlowId } = draw.document.onEnd;
    const followUp: DrawFollowUp | null = winnersFlowId === null && othersFlowId === null ? null : { after: '' };
    await tx.query('draws.end', `UPDATE draw SET state = 'ended', due_at = NULL, ended_at = to_timestamp($2::float8 / 1000), follow_up = $3 WHERE id = $1`, [draw.id, now, followUp && JSON.stringify(followUp)]);
  }

  /** Winners get the prizes in the order of the list; one statement, in the commit that ends the draw. */
  private async drawWinners(tx: Transaction, draw: DrawRow): Promise<void> {
    const { rows } = await tx.query<{ ticket: string }>('draws.entries', 'SELECT person_id AS ticket FROM draw_try WHERE draw_id = $1', [draw.id]);
    const places = eachPrize(draw.document.prizes);
    const winners = raffle(rows.map(({ ticket }) => ticket), places.length, openSeed(this.secrets, 'draw', draw.id, draw.seed!));
    const { rows: won } = await tx.query<{ prizeId: string; contactId: string | null }>(
      'draws.raffle',
      `WITH winner AS (SELECT person_id, (n - 1)::int AS place FROM unnest($2::uuid[]) WITH ORDINALITY AS w(person_id, n)),
       won AS (
         UPDATE draw_try t SET prize_id = u.prize_id, place = u.place FROM winner w JOIN draw_unit u ON u.draw_id = $1 AND u.place = w.place
         WHERE t.person_id = w.person_id AND t.attempt = 1 AND t.draw_id = $1 RETURNING t.id, t.person_id, t.prize_id, t.place
       ), taken AS (UPDATE draw_unit u SET try_id = won.id FROM won WHERE u.draw_id = $1 AND u.place = won.place)
       UPDATE draw_person p SET wins = 1 FROM won WHERE p.id = won.person_id RETURNING won.prize_id AS "prizeId", p.contact_id AS "contactId"`,
      [draw.id, winners],
    );
    for (const { id } of draw.document.prizes) {
      const tag = tagOf(draw.document, id);
      const contacts = won.flatMap(({ prizeId, contactId }) => (prizeId === id && contactId !== null ? [contactId] : []));
      if (tag !== null && contacts.length > 0) await tagWinners(tx, draw.botId, contacts, tag);
    }
  }

  /** Let flows begin for those who won and for the others. */
  private async tell(drawId: string): Promise<void> {
    await tellInChunks<DrawFollowUp>(this.ingest, {
      point: 'draw.toldSome',
      chunk: async () => {
        const { rows } = await this.database.pg.query<DrawRow>('draws.toTell', `SELECT ${DRAW_COLUMNS} FROM draw d WHERE d.id = $1 AND d.follow_up IS NOT NULL`, [drawId]);
        return rows[0]?.followUp ? this.nextChunk(rows[0], rows[0].followUp) : null;
      },
      keep: async (next) => void (await this.database.pg.query('draws.toldSome', 'UPDATE draw SET follow_up = $2 WHERE id = $1', [drawId, next && JSON.stringify(next)])),
    });
  }

  private async nextChunk(draw: DrawRow, { after }: DrawFollowUp): Promise<{ events: InboxEvent[]; next: DrawFollowUp | null }> {
    const { winnersFlowId, othersFlowId } = draw.document.onEnd;
    const { rows } = await this.database.pg.query<{ id: string; hasWon: boolean; channelId: string; key: string }>(
      'draws.peopleToTell',
      // Only where there is a 1:1 chat: people met in a group may not have the account as a friend.
      `SELECT p.id, p.wins > 0 AS "hasWon", c.channel_id AS "channelId", c.key FROM draw_person p JOIN conversation c ON c.contact_id = p.contact_id AND c.key LIKE 'u:%'
       WHERE p.draw_id = $1 AND p.bot_id = $2 AND p.tries > 0 AND p.id::text > $3 ORDER BY p.id::text LIMIT $4`,
      [draw.id, draw.botId, after, CHUNK],
    );
    const events = rows.flatMap(({ hasWon, channelId, key }) => {
      const flowId = hasWon ? winnersFlowId : othersFlowId;
      return flowId === null ? [] : [startOf(draw, channelId, key, flowId)];
    });
    return { events, next: rows.length < CHUNK ? null : { after: rows.at(-1)!.id } };
  }
}

function startOf(draw: DrawRow, channelId: string, key: string, flowId: string): InboxEvent {
  return flowStart({ botId: draw.botId, channelId, conversationKey: key, eventId: `draw-${draw.id}-${key}` }, flowId, draw.endedAt!.getTime());
}
