import { Inject, Injectable } from '@nestjs/common';
import type { PollResults } from '@chatloom/contract';
import { Ingest, type InboxEvent } from '@chatloom/conversations';
import { Clock, crashPoint, Database, LOGGER, type Logger } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { flowStart, tellInChunks } from '../frame/tellInChunks';
import { choicesOf } from './choicesOf';
import { countVotes } from './countVotes';
import { LivePolls } from './LivePolls';
import { openPoll } from './openPoll';
import { type FollowUp, POLL_COLUMNS, type PollRow } from './PollRow';
import { resultsOf } from './tally';

/** A lost bell costs at most this. */
const EVERY_MS = 1_000;
/** People told at once. */
const CHUNK = 200;
const AT_ONCE = 20;

/**
 * What happens to polls by themselves: opening, closing, telling people afterwards. Every step is found in the tables and may be repeated:
 * a process that dies leaves it to the next round, of any process.
 */
@Injectable()
export class PollClosing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly feed: GameFeed,
    @Inject(LivePolls) private readonly live: Pick<LivePolls, 'forget'>,
    private readonly ingest: Ingest,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly worker: GamesWorker,
  ) {
    worker.register({ name: 'polls', everyMs: EVERY_MS, work: () => this.work() });
  }

  /** Everything that is due by now. */
  async work(): Promise<void> {
    await this.openDue();
    await this.closeDue();
    const { rows } = await this.database.pg.query<{ id: string; state: string }>(
      'polls.unfinished',
      `SELECT id, state FROM poll WHERE state = 'closing' OR follow_up IS NOT NULL ORDER BY id LIMIT $1`,
      [AT_ONCE],
    );
    for (const { id, state } of rows) {
      try {
        if (state === 'closing') await this.finish(id);
        await this.tell(id);
      } catch (error) {
        this.logger.warn({ err: error as Error, pollId: id }, 'A closed poll could not be finished now; the next round tries again.');
      }
    }
  }

  /** Close an open poll now; votes under way are still counted. */
  async close(botId: string, pollId: string): Promise<void> {
    await this.database.pg.query(
      'polls.close',
      `UPDATE poll SET state = 'closing', closed_at = to_timestamp($3 / 1000.0) WHERE bot_id = $1 AND id = $2 AND state = 'open'`,
      [botId, pollId, this.clock.now()],
    );
    await this.finish(pollId);
    this.worker.ringAt('polls', this.clock.now(), this.clock.now());
  }

  private async openDue(): Promise<void> {
    const now = this.clock.now();
    await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<PollRow>(
        'polls.openDue',
        `SELECT ${POLL_COLUMNS} FROM poll p WHERE p.state = 'scheduled' AND p.opens_at <= to_timestamp($1 / 1000.0) LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED`,
        [now],
      );
      for (const { id, document } of rows) {
        await openPoll(tx, id, document, now);
        await this.feed.changed(tx, id);
        this.live.forget(id);
      }
    });
  }

  private async closeDue(): Promise<void> {
    await this.database.pg.query(
      'polls.closeDue',
      `UPDATE poll p SET state = 'closing', closed_at = coalesce(least(p.closes_at, to_timestamp($1 / 1000.0)), to_timestamp($1 / 1000.0))
       WHERE p.state = 'open' AND (p.closes_at <= to_timestamp($1 / 1000.0)
         OR (p.closes_after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM poll_place f WHERE f.poll_id = p.id AND f.choice = '' AND f.voter IS NULL)))`,
      [this.clock.now()],
    );
  }

  /** The result: FOR UPDATE waits for the votes under way (they hold FOR KEY SHARE), and newer ones saw `closing`. */
  private async finish(pollId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<PollRow>('polls.finish', `SELECT ${POLL_COLUMNS} FROM poll p WHERE p.id = $1 AND p.state = 'closing' FOR UPDATE`, [pollId]);
      const row = rows[0];
      if (!row) return;
      const choices = choicesOf(row.document);
      const tally = await countVotes(tx, pollId, row.document.kind === 'ranked', choices.length);
      const result = resultsOf(row.document.kind, choices, tally, this.clock.now());
      await tx.query('polls.finished', `UPDATE poll SET state = 'closed', result = $2, follow_up = $3 WHERE id = $1`, [pollId, JSON.stringify(result), followUpOf(row, result)]);
      await this.feed.changed(tx, pollId);
      crashPoint('poll.beforeClose');
    });
    crashPoint('poll.afterClose');
    this.live.forget(pollId);
  }

  /** Let flows begin for those who voted and for groups. */
  private async tell(pollId: string): Promise<void> {
    await tellInChunks<FollowUp>(this.ingest, {
      point: 'poll.toldSome',
      chunk: async () => {
        const { rows } = await this.database.pg.query<PollRow>('polls.toTell', `SELECT ${POLL_COLUMNS} FROM poll p WHERE p.id = $1 AND p.follow_up IS NOT NULL`, [pollId]);
        const poll = rows[0];
        if (!poll?.followUp) return null;
        return poll.followUp.stage === 'voters' ? this.voters(poll, poll.followUp) : this.groups(poll, poll.followUp);
      },
      keep: async (next) => void (await this.database.pg.query('polls.told', 'UPDATE poll SET follow_up = $2 WHERE id = $1', [pollId, next && JSON.stringify(next)])),
    });
  }

  private async voters(poll: PollRow, { after, winners }: FollowUp): Promise<Told> {
    const { votersFlowId, winnersFlowId } = poll.document.onClose;
    const { rows } = await this.database.pg.query<{ voter: string; channelId: string; key: string; choices: string[] }>(
      'polls.votersToTell',
      // Only where there is a 1:1 chat: people met in a group may not have the account as a friend.
      `SELECT v.voter, c.channel_id AS "channelId", c.key, v.choices FROM poll_vote v JOIN conversation c ON c.contact_id = v.contact_id AND c.key LIKE 'u:%'
       WHERE v.poll_id = $1 AND v.complete AND v.voter > $2 ORDER BY v.voter LIMIT $3`,
      [poll.id, after, CHUNK],
    );
    const events = rows.flatMap(({ channelId, key, choices }) => {
      const chosen = poll.document.kind === 'ranked' ? choices.slice(0, 1) : choices;
      return [
        ...(votersFlowId === null ? [] : [startOf(poll, channelId, key, 'voter', votersFlowId)]),
        ...(winnersFlowId !== null && chosen.some((choice) => winners.includes(choice)) ? [startOf(poll, channelId, key, 'winner', winnersFlowId)] : []),
      ];
    });
    return { events, next: rows.length < CHUNK ? { stage: 'groups', after: '', winners } : { stage: 'voters', after: rows.at(-1)!.voter, winners } };
  }

  private async groups(poll: PollRow, { after, winners }: FollowUp): Promise<Told> {
    const { groupFlowId } = poll.document.onClose;
    if (groupFlowId === null) return { events: [], next: null };
    const { rows } = await this.database.pg.query<{ id: string; channelId: string; key: string }>(
      'polls.groupsToTell',
      `SELECT c.id, c.channel_id AS "channelId", c.key FROM poll_showing s JOIN conversation c ON c.id = s.conversation_id
       WHERE s.poll_id = $1 AND c.key NOT LIKE 'u:%' AND c.id::text > $2 ORDER BY c.id::text LIMIT $3`,
      [poll.id, after, CHUNK],
    );
    const events = rows.map(({ channelId, key }) => startOf(poll, channelId, key, 'group', groupFlowId));
    return { events, next: rows.length < CHUNK ? null : { stage: 'groups', after: rows.at(-1)!.id, winners } };
  }
}

interface Told {
  events: InboxEvent[];
  next: FollowUp | null;
}

function startOf(poll: PollRow, channelId: string, key: string, as: string, flowId: string): InboxEvent {
  return flowStart({ botId: poll.botId, channelId, conversationKey: key, eventId: `poll-${poll.id}-${as}-${key}` }, flowId, poll.closedAt!.getTime());
}

function followUpOf({ document: { onClose } }: PollRow, result: PollResults): string | null {
  if (onClose.votersFlowId === null && onClose.winnersFlowId === null && onClose.groupFlowId === null) return null;
  const winners = result.choices.filter(({ leads }) => leads).map(({ id }) => id);
  return JSON.stringify({ stage: 'voters', after: '', winners } satisfies FollowUp);
}
