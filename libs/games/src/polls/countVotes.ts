import type { Sql } from '@chatloom/platform';
import type { Tally } from './tally';

/** Count the votes of a poll, all of them. @param choiceCount how many choices there are: a first place of a ranking brings as many points */
export async function countVotes(sql: Pick<Sql, 'query'>, pollId: string, ranked: boolean, choiceCount: number): Promise<Tally> {
  const { rows } = await sql.query<{ choice: string | null; chosen: number; points: number }>(
    'polls.count',
    `SELECT NULL AS choice, count(*)::int AS chosen, 0 AS points FROM poll_vote WHERE poll_id = $1 AND complete
     UNION ALL
     SELECT c.choice, (count(*) FILTER (WHERE NOT $2 OR c.place = 1))::int, sum($3 + 1 - c.place)::int
     FROM poll_vote v, unnest(v.choices) WITH ORDINALITY AS c(choice, place) WHERE v.poll_id = $1 AND v.complete GROUP BY c.choice`,
    [pollId, ranked, choiceCount],
  );
  const tally: Tally = { voters: 0, votes: {}, points: {} };
  for (const { choice, chosen, points } of rows) {
    if (choice === null) tally.voters = chosen;
    else {
      tally.votes[choice] = chosen;
      if (ranked) tally.points[choice] = points;
    }
  }
  return tally;
}
