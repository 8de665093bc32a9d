import { Inject, Injectable } from '@nestjs/common';
import type { PollDocument } from '@chatloom/contract';
import { Clock, CONFIG, type Config, type Sql } from '@chatloom/platform';
import { type Choice, choicesOf } from './choicesOf';
import { countVotes } from './countVotes';
import type { Vote } from './decideVote';
import { type Tally, withVote } from './tally';

/** What taps on a poll need again and again, remembered by this process. What it asks never changes once it has opened. */
export interface LivePoll {
  id: string;
  botId: string;
  document: PollDocument;
  choices: readonly Choice[];
  /** Some choice, or the whole poll, has only so many places. */
  hasPlaces: boolean;
  /** Of the bot: for people whose own language is not known. */
  language: string;
  /** Address of the results, while they are public. */
  pageUrl: string | null;
  loadedAt: number;
  tally: Tally | null;
  countedAt: number;
}

/** A page that was switched on or off, and questions of a poll that is still a draft, are seen so much later at most. */
const REMEMBERED_MS = 5_000;
/** Up to so many votes they are counted for every card: people who sit together compare what they see. */
const COUNTED_ALWAYS = 200;
/** Above that, a tally kept up by this process's own votes is good for so long. */
const COUNTED_EVERY_MS = 1_000;
const MAX_REMEMBERED = 1_000;

/** Polls people are tapping on now. */
@Injectable()
export class LivePolls {
  private readonly polls = new Map<string, LivePoll>();

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {}

  /** Null when the bot has no such poll. */
  async get(sql: Pick<Sql, 'query'>, botId: string, pollId: string): Promise<LivePoll | null> {
    const now = this.clock.now();
    const known = this.polls.get(pollId);
    if (known && now - known.loadedAt < REMEMBERED_MS) return known.botId === botId ? known : null;
    const { rows } = await sql.query<{ document: PollDocument; language: string; code: string | null }>(
      'polls.live',
      `SELECT p.document, b.language, g.code FROM poll p JOIN bot b ON b.id = p.bot_id LEFT JOIN game_page g ON g.kind = 'poll' AND g.game_id = p.id AND g.is_on
       WHERE p.id = $1 AND p.bot_id = $2`,
      [pollId, botId],
    );
    const row = rows[0];
    if (!row) {
      this.polls.delete(pollId);
      return null;
    }
    const { document } = row;
    const choices = choicesOf(document);
    const poll: LivePoll = {
      id: pollId, botId, document, choices,
      hasPlaces: document.closesAfter !== undefined || choices.some(({ capacity }) => capacity !== null),
      language: row.language,
      pageUrl: row.code === null ? null : `${this.config.PUBLIC_URL}/p/${row.code}`,
      loadedAt: now,
      tally: known?.tally ?? null,
      countedAt: known?.countedAt ?? 0,
    };
    if (this.polls.size >= MAX_REMEMBERED) this.polls.delete(this.polls.keys().next().value!);
    this.polls.set(pollId, poll);
    return poll;
  }

  /**
   * How the vote stands, as it is to be shown on a card: counted anew while the votes are few, else kept up with what this process
   * itself took, and counted anew every second.
   * @param changes votes this transaction has written since it last asked
   */
  async tally(sql: Pick<Sql, 'query'>, poll: LivePoll, changes: readonly { before: Vote | null; after: Vote | null }[]): Promise<Tally> {
    const now = this.clock.now();
    if (poll.tally && poll.tally.voters >= COUNTED_ALWAYS && now - poll.countedAt < COUNTED_EVERY_MS) {
      for (const { before, after } of changes) poll.tally = withVote(poll.tally, poll.document.kind, poll.choices.length, before, after);
      return poll.tally;
    }
    poll.tally = await countVotes(sql, poll.id, poll.document.kind === 'ranked', poll.choices.length);
    poll.countedAt = now;
    return poll.tally;
  }

  /** Something of it was changed by a person. */
  forget(pollId: string): void {
    this.polls.delete(pollId);
  }
}
