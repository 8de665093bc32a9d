import type { PollState } from '@chatloom/contract';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import type { UpcomingTap } from '../frame/GameTaps';
import { decideVote, type Vote, type VoteCommand, type VoteEvent } from './decideVote';
import type { LivePoll, LivePolls } from './LivePolls';
import type { PollVoters } from './PollVoters';
import type { Tally } from './tally';

/** Where a poll and one voter of it stand now, in this transaction. */
export interface Standing {
  state: PollState;
  closesAt: number | null;
  mine: Vote | null;
  version: number;
}

/** What has become of a tap before its turn came. */
export interface VoteAhead {
  pollId: string;
  action: string;
  standing: Standing;
  event: VoteEvent;
  tally: Tally;
}

interface Ahead {
  tap: UpcomingTap;
  poll: LivePoll;
  voter: string;
}

/**
 * When a poll goes round, many of the events of one transaction are taps on it, and the same two statements for each of them are most of what a vote
 * costs. Here they are done for all of them at once, by the rules of `decideVote`. Only where that is all there is to a vote: no places to be taken, no
 * segment to be asked, one tap of a person. Whoever is left out, or lost a race, votes when their turn comes.
 */
export class VotesAhead {
  private readonly done = new WeakMap<Transaction, Map<string, VoteAhead>>();

  constructor(
    private readonly live: LivePolls,
    private readonly voters: PollVoters,
    private readonly commandOf: (action: string) => VoteCommand,
  ) {}

  /** What has become of the tap already, once. */
  take(tx: Transaction, scene: EffectScene, pollId: string, action: string): VoteAhead | undefined {
    const ahead = this.done.get(tx)?.get(scene.conversationId);
    if (ahead?.pollId !== pollId || ahead.action !== action) return undefined;
    this.done.get(tx)!.delete(scene.conversationId);
    return ahead;
  }

  async look(tx: Transaction, taps: readonly UpcomingTap[]): Promise<void> {
    const plain = await this.plainOf(tx, taps);
    if (plain.length < 2) return;
    const standings = await this.read(tx, plain);
    const decided: (Ahead & { standing: Standing; event: VoteEvent })[] = [];
    for (const [index, one] of plain.entries()) {
      const standing = standings[index];
      if (!standing) continue;
      const { poll, tap } = one;
      const may = await this.voters.may(tx, { ...tap.scene, turnId: '' }, poll, tap.isGroup);
      const event = decideVote(this.commandOf(tap.action), { poll: poll.document, choiceIds: poll.choices.map(({ id }) => id), state: standing.state, may, mine: standing.mine, isFull: () => false });
      decided.push({ ...one, standing, event });
    }
    const written = await this.write(tx, decided.flatMap(({ event, ...one }) => (event.type === 'voted' ? [{ ...one, vote: event.vote }] : [])));
    const settled = decided.filter(({ event, poll, voter }) => event.type !== 'voted' || written.has(poll.id + voter));
    const done = new Map<string, VoteAhead>();
    for (const poll of new Set(settled.map((one) => one.poll))) {
      const mine = settled.filter((one) => one.poll === poll);
      const tally = await this.live.tally(tx, poll, mine.flatMap(({ event, standing }) => (event.type === 'voted' ? [{ before: standing.mine, after: event.vote }] : [])));
      for (const { tap, standing, event } of mine) done.set(tap.scene.conversationId, { pollId: poll.id, action: tap.action, standing, event, tally });
    }
    this.done.set(tx, done);
  }

  private async plainOf(tx: Transaction, taps: readonly UpcomingTap[]): Promise<Ahead[]> {
    const plain = new Map<string, Ahead>();
    for (const tap of taps) {
      const { contactId, botId } = tap.scene;
      if (contactId === null) continue;
      const poll = await this.live.get(tx, botId, tap.gameId);
      if (!poll || poll.hasPlaces || poll.document.voters.who === 'segment' || plain.has(poll.id + contactId)) continue;
      plain.set(poll.id + contactId, { tap, poll, voter: contactId });
    }
    return [...plain.values()];
  }

  /** As `PollVotes.read`, of many. @returns in their order; nothing for a poll that is gone */
  private async read(tx: Transaction, wanted: readonly Ahead[]): Promise<(Standing | undefined)[]> {
    const { rows } = await tx.query<{ i: number; state: PollState; closes_at: Date | null; choices: string[] | null; complete: boolean; final: boolean; version: number | null }>(
      'polls.standings',
      `SELECT w.i::int AS i, p.state, p.closes_at, v.choices, v.complete, v.final, v.version
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS w(poll_id, voter, i) JOIN poll p ON p.id = w.poll_id
         LEFT JOIN poll_vote v ON v.poll_id = w.poll_id AND v.voter = w.voter FOR KEY SHARE OF p`,
      [wanted.map(({ poll }) => poll.id), wanted.map(({ voter }) => voter)],
    );
    const found: (Standing | undefined)[] = wanted.map(() => undefined);
    for (const row of rows) found[row.i - 1] = standingOf(row, wanted[row.i - 1]!.tap.scene.now);
    return found;
  }

  /** As `PollVotes.write`, of many, in one order everywhere. @returns poll and voter of those that nobody overtook */
  private async write(tx: Transaction, votes: readonly (Ahead & { standing: Standing; vote: Vote })[]): Promise<Set<string>> {
    if (votes.length === 0) return new Set();
    const { rows } = await tx.query<{ poll_id: string; voter: string }>(
      'polls.votes',
      `INSERT INTO poll_vote AS v (poll_id, voter, bot_id, contact_id, conversation_id, choices, complete, final, voted_at, version)
       SELECT u.poll_id, u.voter, u.bot_id, u.contact_id, u.conversation_id, ARRAY(SELECT json_array_elements_text(u.choices::json)), u.complete, u.final, to_timestamp(u.at / 1000), u.version + 1
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::boolean[], $9::float8[], $10::integer[])
         AS u(poll_id, voter, bot_id, contact_id, conversation_id, choices, complete, final, at, version)
       ORDER BY u.poll_id, u.voter
       ON CONFLICT (poll_id, voter) DO UPDATE SET choices = excluded.choices, complete = excluded.complete, final = excluded.final, voted_at = excluded.voted_at, version = excluded.version
         WHERE v.version = excluded.version - 1
       RETURNING v.poll_id, v.voter, ${GameFeed.CHANGED('v.poll_id::text')}`,
      [
        votes.map(({ poll }) => poll.id), votes.map(({ voter }) => voter), votes.map(({ poll }) => poll.botId), votes.map(({ tap }) => tap.scene.contactId),
        votes.map(({ tap }) => tap.scene.conversationId), votes.map(({ vote }) => JSON.stringify(vote.choices)), votes.map(({ vote }) => vote.complete),
        votes.map(({ vote }) => vote.final), votes.map(({ tap }) => tap.scene.now), votes.map(({ standing }) => standing.version),
      ],
    );
    return new Set(rows.map(({ poll_id, voter }) => poll_id + voter));
  }
}

/** A row of `poll` with the vote beside it. @param now epoch ms */
export function standingOf(row: { state: PollState; closes_at: Date | null; choices: string[] | null; complete: boolean; final: boolean; version: number | null }, now: number): Standing {
  const closesAt = row.closes_at?.getTime() ?? null;
  const isLate = row.state === 'open' && closesAt !== null && closesAt <= now;
  const mine = row.choices && { choices: row.choices, complete: row.complete, final: row.final };
  return { state: isLate ? 'closing' : row.state, closesAt, mine, version: row.version ?? 0 };
}
