import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { LineMessage } from '@chatloom/engine';
import { resolveText } from '@chatloom/flow';
import type { Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { type GameTap, GameTaps, type TapAnswer, untimely } from '../frame/GameTaps';
import { decideVote, type Refusal, type Vote, type VoteCommand, type VoteEvent, type VoteScene } from './decideVote';
import { drawPollCard } from './drawPollCard';
import { type LivePoll, LivePolls } from './LivePolls';
import { PollVoters } from './PollVoters';
import { say } from './pollWords';
import { resultsOf, type Tally } from './tally';
import { type Standing, standingOf, VotesAhead } from './VotesAhead';

/** The card of a poll, for one reader. */
export interface CardRequest {
  language: string | undefined;
  isGroup: boolean;
  /** Tap data of the step that shows it. */
  back: string | undefined;
}

/** Two devices of one person may tap at once; each loser looks again. */
const TRIES = 10;

/**
 * Taps on vote cards. Rules are `decideVote`; this reads what it needs, writes what it decides, and draws the card. One vote per person
 * rests on the key of `poll_vote`, capacity on rows that are taken once; nothing is counted up in a row everybody waits for.
 */
@Injectable()
export class PollVotes {
  private readonly ahead: VotesAhead;

  constructor(
    private readonly live: LivePolls,
    private readonly voters: PollVoters,
    private readonly taps: GameTaps,
  ) {
    this.ahead = new VotesAhead(live, voters, (action) => commandOf({ action, bound: true }));
    taps.register('poll', (tx, scene, tap) => this.tap(tx, scene, tap));
    taps.registerAhead('poll', (tx, upcoming) => this.ahead.look(tx, upcoming));
  }

  /** The card as it is now; null when the bot has no such poll. */
  async card(tx: Transaction, scene: EffectScene, pollId: string, request: CardRequest): Promise<LineMessage | null> {
    const poll = await this.live.get(tx, scene.botId, pollId);
    if (!poll) return null;
    const standing = await this.read(tx, poll, voterOf(scene), scene.now);
    return standing && this.draw(tx, scene, poll, standing, request);
  }

  /** What becomes of a tap; null when the bot has no such poll. */
  async tap(tx: Transaction, scene: EffectScene, tap: GameTap): Promise<TapAnswer | null> {
    const poll = await this.live.get(tx, scene.botId, tap.gameId);
    if (!poll) return null;
    const ahead = tap.bound ? this.ahead.take(tx, scene, poll.id, tap.action) : undefined;
    if (ahead) return this.answer(tx, scene, poll, ahead.standing, ahead.event, tap, ahead.tally);
    const command = commandOf(tap);
    const voter = voterOf(scene);
    const may = await this.voters.may(tx, scene, poll, tap.isGroup);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const standing = await this.read(tx, poll, voter, scene.now);
      if (!standing) return null;
      const event = await this.perform(tx, scene, poll, voter, standing, command, may);
      if (event !== 'lostRace') return this.answer(tx, scene, poll, standing, event, tap);
    }
    throw new Error(`A vote on poll ${poll.id} was overtaken ${TRIES} times.`);
  }

  /** Locks the poll against being closed for good before we commit, and nothing else. */
  private async read(tx: Transaction, poll: LivePoll, voter: string, now: number): Promise<Standing | null> {
    const { rows } = await tx.query<Parameters<typeof standingOf>[0]>(
      'polls.standing',
      `SELECT p.state, p.closes_at, v.choices, v.complete, v.final, v.version FROM poll p LEFT JOIN poll_vote v ON v.poll_id = p.id AND v.voter = $2 WHERE p.id = $1 FOR KEY SHARE OF p`,
      [poll.id, voter],
    );
    return rows[0] ? standingOf(rows[0], now) : null;
  }

  private async perform(tx: Transaction, scene: EffectScene, poll: LivePoll, voter: string, standing: Standing, command: VoteCommand, may: VoteScene['may']): Promise<VoteEvent | 'lostRace'> {
    const full = new Set<string>();
    const decide = () => decideVote(command, { poll: poll.document, choiceIds: poll.choices.map(({ id }) => id), state: standing.state, may, mine: standing.mine, isFull: (choice) => full.has(choice) });
    const event = decide();
    if (event.type !== 'voted') return event;
    if (poll.hasPlaces) {
      await tx.query('polls.beforePlaces', 'SAVEPOINT before_places');
      const refusedFor = await this.takePlaces(tx, poll, voter, standing.mine, event.vote, event.casts);
      if (refusedFor !== null) {
        full.add(refusedFor);
        return decide();
      }
    }
    if (await this.write(tx, scene, poll, voter, standing.version, event.vote)) return event;
    // The other device won: what this one took is free again, what it gave back is its own again.
    if (poll.hasPlaces) await tx.query('polls.undoPlaces', 'ROLLBACK TO SAVEPOINT before_places');
    return 'lostRace';
  }

  /** One person has one row; who read an older version of it has lost. */
  private async write(tx: Transaction, scene: EffectScene, poll: LivePoll, voter: string, version: number, vote: Vote): Promise<boolean> {
    const { rowCount } = await tx.query(
      'polls.vote',
      `WITH voted AS (
         INSERT INTO poll_vote AS v (poll_id, voter, bot_id, contact_id, conversation_id, choices, complete, final, voted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9 / 1000.0))
         ON CONFLICT (poll_id, voter) DO UPDATE SET choices = excluded.choices, complete = excluded.complete, final = excluded.final, voted_at = excluded.voted_at, version = v.version + 1
           WHERE v.version = $10
         RETURNING 1
       )
       SELECT ${GameFeed.CHANGED('$11')} FROM voted`,
      [poll.id, voter, poll.botId, scene.contactId, scene.conversationId, vote.choices, vote.complete, vote.final, scene.now, version, poll.id],
    );
    return rowCount === 1;
  }

  /**
   * Places of what is newly chosen are taken, those of what is not chosen any more are given back. Rows others are taking are passed over,
   * so nobody waits.
   * @returns the choice whose places are all taken ('' = those of the whole poll); nothing is taken then
   */
  private async takePlaces(tx: Transaction, poll: LivePoll, voter: string, before: Vote | null, after: Vote, casts: boolean): Promise<string | null> {
    const limited = (choice: string) => poll.choices.some(({ id, capacity }) => id === choice && capacity !== null);
    const wanted = [...after.choices.filter((choice) => !before?.choices.includes(choice) && limited(choice)), ...(casts && poll.document.closesAfter !== undefined ? [''] : [])];
    for (const choice of wanted) {
      const { rowCount } = await tx.query(
        'polls.takePlace',
        `UPDATE poll_place SET voter = $3 WHERE (poll_id, choice, place) = (
           SELECT poll_id, choice, place FROM poll_place WHERE poll_id = $1 AND choice = $2 AND voter IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED)`,
        [poll.id, choice, voter],
      );
      if (rowCount === 1) continue;
      await tx.query('polls.undoPlaces', 'ROLLBACK TO SAVEPOINT before_places');
      return choice;
    }
    await this.givePlaces(tx, poll, voter, (before?.choices ?? []).filter((choice) => !after.choices.includes(choice) && limited(choice)));
    return null;
  }

  private async givePlaces(tx: Transaction, poll: LivePoll, voter: string, choices: readonly string[]): Promise<void> {
    if (choices.length === 0) return;
    await tx.query('polls.givePlaces', 'UPDATE poll_place SET voter = NULL WHERE poll_id = $1 AND voter = $2 AND choice = ANY($3)', [poll.id, voter, choices]);
  }

  private async answer(tx: Transaction, scene: EffectScene, poll: LivePoll, standing: Standing, event: VoteEvent, tap: GameTap, tally?: Tally): Promise<TapAnswer> {
    const language = tap.language ?? poll.language;
    const note = noteOf(event, language);
    const message = await this.draw(tx, scene, poll, standing, { language, isGroup: tap.isGroup, back: tap.back, event, note, tally });
    if (event.type !== 'voted') {
      const port = event.type === 'refused' ? PORT_OF[event.why] : undefined;
      return { messages: [message], ...(port && { port }), ...(tap.action === ANNOUNCE && { otherwise: 'push' as const }), outcome: event.type === 'refused' ? event.why : 'looked', ...(event.type === 'refused' && untimely(event.why === 'notOpenYet' ? 'notOpen' : event.why)) };
    }
    const { vote, handsIn } = event;
    const tagsOf = (choices: readonly string[]) => poll.choices.flatMap(({ id, tag }) => (tag !== null && choices.includes(id) ? [tag] : []));
    const addTags = vote.complete ? tagsOf(vote.choices) : [];
    const removeTags = tagsOf(standing.mine?.choices ?? []).filter((tag) => !addTags.includes(tag));
    const labels = vote.choices.map((id) => resolveText(poll.choices.find((choice) => choice.id === id)?.label, [language]));
    return {
      messages: [message],
      ...(addTags.length > 0 && { addTags }),
      ...(removeTags.length > 0 && { removeTags }),
      ...(handsIn && { port: poll.document.kind === 'single' || poll.document.kind === 'yesNo' || poll.document.kind === 'scale' ? vote.choices[0]! : 'voted' }),
      value: labels.join(', '),
      outcome: handsIn ? 'voted' : 'chosen',
    };
  }

  private async draw(tx: Transaction, scene: EffectScene, poll: LivePoll, standing: Standing, request: CardRequest & { event?: VoteEvent; note?: string | undefined; tally?: Tally | undefined }): Promise<LineMessage> {
    const after = request.event?.type === 'voted' ? request.event.vote : standing.mine;
    const tally = request.tally ?? (await this.live.tally(tx, poll, request.event?.type === 'voted' ? [{ before: standing.mine, after }] : []));
    const { document } = poll;
    return drawPollCard({
      content: document,
      results: resultsOf(document.kind, poll.choices, tally, scene.now),
      state: standing.state,
      closesAt: standing.closesAt,
      now: scene.now,
      language: request.language ?? poll.language,
      // In a group everybody reads the card: a secret vote is not marked there.
      mine: request.isGroup && document.secret ? null : after,
      ...(request.note && { note: request.note }),
      button: (action) => this.taps.postback.write({ kind: 'poll', gameId: poll.id, action }, scene.conversationId, request.back),
      pageUrl: poll.pageUrl,
      isGroup: request.isGroup,
    });
  }
}

/** The team puts the card into a chat; nobody has a button for it. */
export const ANNOUNCE = 'announce';

/** One vote per contact; a tap LINE names nobody for is a voter of its own. */
function voterOf({ contactId, turnId }: EffectScene): string {
  return contactId ?? `?${turnId}`;
}

function commandOf({ action, bound }: Pick<GameTap, 'action' | 'bound'>): VoteCommand {
  if (bound && action === 'done') return { type: 'done' };
  if (bound && action.startsWith('v.')) return { type: 'choose', choice: action.slice(2) };
  return { type: 'look' };
}

const PORT_OF: Partial<Record<Refusal, string>> = { already: 'already', closed: 'closed', notOpenYet: 'closed', full: 'full' };
const NOTES = {
  closed: 'closedSorry', notOpenYet: 'notOpenYet', notAllowed: 'notAllowed', groupOnly: 'groupOnly', unknownVoter: 'unknownVoter', already: 'already', full: 'fullSorry', tooMany: 'tooMany', tooFew: 'tooFew', noSuchChoice: 'closedSorry',
} as const;

function noteOf(event: VoteEvent, language: string): string | undefined {
  if (event.type === 'refused') return say(language, NOTES[event.why], event.limit);
  return event.type === 'voted' && event.handsIn ? say(language, 'thanks') : undefined;
}
