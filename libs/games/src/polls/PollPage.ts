import { Injectable } from '@nestjs/common';
import type { PublicPoll } from '@chatloom/contract';
import { NotFoundError } from '@chatloom/bots';
import { PublicPages } from '../frame/PublicPages';
import { Polls } from './Polls';

/** What anybody with the link sees of a poll. */
@Injectable()
export class PollPage {
  constructor(
    private readonly pages: PublicPages,
    private readonly polls: Polls,
  ) {}

  /** Null when the poll is gone. */
  async snapshot(botId: string, pollId: string): Promise<PublicPoll | null> {
    const row = await this.polls.rowOf(botId, pollId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (!row) return null;
    const page = await this.pages.shownBy(botId, 'poll', pollId);
    if (!page) return null;
    const { document, state, closesAt } = row;
    const results = await this.polls.results(row);
    const isHidden = document.results === 'afterClose' && state !== 'closed';
    return {
      kind: 'poll',
      question: document.question,
      voting: document.kind,
      state,
      closesAt: closesAt?.toISOString() ?? null,
      choices: results.choices.map(({ id, label, imageUrl, votes, points, leads }) => ({ id, label, imageUrl, votes: isHidden ? null : votes, points: isHidden ? null : points, leads: !isHidden && leads })),
      voters: results.voters,
      average: isHidden ? null : results.average,
      ...page,
    };
  }
}
