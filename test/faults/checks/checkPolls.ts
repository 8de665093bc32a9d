import type { Client } from 'pg';
import type { StrictLine } from '../StrictLine';

/** Every vote closed with all its votes, and each voter was told of each exactly once. @returns what was found wrong, in sentences */
export async function checkPolls(client: Client, line: StrictLine): Promise<string[]> {
  const { rows: polls } = await client.query<{ id: string; name: string; state: string; follow_up: unknown; voters: number | null; votes: number }>(
    `SELECT p.id, p.name, p.state, p.follow_up, (p.result ->> 'voters')::int AS voters, (SELECT count(*)::int FROM poll_vote v WHERE v.poll_id = p.id) AS votes FROM poll p`,
  );
  const violations = polls.flatMap(({ name, state, follow_up, voters, votes }) => [
    ...(state === 'closed' && follow_up === null ? [] : [`I4: the vote "${name}" is ${state}, and not everybody was told.`]),
    ...(voters === votes ? [] : [`Result: the vote "${name}" counts ${voters} of ${votes} votes.`]),
  ]);
  if (polls.length === 0) return violations;
  const told = new Map<string, number>();
  for (const { to, text } of line.deliveries) if (text.startsWith('voted ')) told.set(to, (told.get(to) ?? 0) + 1);
  const { rows: voters } = await client.query<{ user: string }>(`SELECT line_user_id AS user FROM contact WHERE line_user_id LIKE 'V%'`);
  for (const { user } of voters) if (told.get(user) !== polls.length) violations.push(`I3: ${user} voted in ${polls.length} votes and was told ${told.get(user) ?? 0} times.`);
  return violations.slice(0, 20);
}
