import { Injectable } from '@nestjs/common';
import type { PublicPoll } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import { NotFoundError } from '@chatloom/bots';
import { Polls } from './Polls';

/** What anybody with the link sees of a poll. */
@Injectable()
export class PollPage {
  constructor(
    private readonly database: Database,
    private readonly polls: Polls,
  ) {}

  /** Null when the poll is gone. */
  async snapshot(botId: string, pollId: string): Promise<PublicPoll | null> {
    const row = await this.polls.rowOf(botId, pollId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (!row) return null;
    const { rows } = await this.database.pg.query<{ name: string; language: string; joinText: string; basicId: string | null }>(
      'polls.page',
      `SELECT b.name, b.language, g.join_text AS "joinText",
         (SELECT c.basic_id FROM channel c WHERE c.bot_id = b.id AND c.kind = 'line' AND c.basic_id IS NOT NULL ORDER BY c.created_at LIMIT 1) AS "basicId"
       FROM bot b JOIN game_page g ON g.kind = 'poll' AND g.game_id = $2 AND g.is_on WHERE b.id = $1`,
      [botId, pollId],
    );
    const page = rows[0];
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
      joinUrl: joinUrlOf(page.basicId, page.joinText),
      botName: page.name,
      language: page.language,
    };
  }
}

/** Opens the account in LINE with the words ready to be sent, or adds it as a friend (FACTS §15). */
function joinUrlOf(basicId: string | null, joinText: string): string | null {
  if (basicId === null) return null;
  const account = encodeURIComponent(basicId);
  return joinText === '' ? `https://line.me/R/ti/p/${account}` : `https://line.me/R/oaMessage/${account}/?${encodeURIComponent(joinText)}`;
}
