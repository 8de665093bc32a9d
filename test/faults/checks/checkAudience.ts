import type { Client } from 'pg';
import { flowIdOf } from '../runtime/flows';

/**
 * Each line of each file had its effect once, each person was changed once, and what is known of people's activity is what the history of their turns
 * says.
 * @returns what was found wrong, in sentences
 */
export async function checkAudience(client: Client): Promise<string[]> {
  const violations: string[] = [];
  const { rows: files } = await client.query<{ file: string; state: string; lines: number; checked: object | null; counts: object | null; people: number; tagged: number; renamed: number; left: number }>(
    `SELECT split_part(i.file_name, '.', 1) AS file, i.state, i.lines, i.checked, i.counts, p.* FROM contact_import i CROSS JOIN LATERAL (
       SELECT count(*)::int AS people, count(*) FILTER (WHERE c.fields ->> 'visits' = split_part(i.file_name, '.', 1) AND c.tags @> ARRAY['file ' || split_part(i.file_name, '.', 1)])::int AS tagged,
         count(*) FILTER (WHERE c.tags @> ARRAY['new ' || split_part(i.file_name, '.', 1)])::int AS renamed, count(*) FILTER (WHERE c.tags @> ARRAY['old ' || split_part(i.file_name, '.', 1)])::int AS left
       FROM contact c WHERE c.line_user_id LIKE 'F' || split_part(i.file_name, '.', 1) || '-%') p
     ORDER BY i.created_at`,
  );
  for (const { file, state, lines, checked, counts, people, tagged, renamed, left } of files) {
    // Lines end with 0 to 9; those with 9 are none, those with an even number were known.
    const good = (lines / 10) * 9;
    const known = lines / 2;
    const expected = { lines, create: good - known, update: known, unchanged: 0, unknown: 0, faulty: lines / 10 };
    if (state !== 'done') violations.push(`Import ${file} is ${state}.`);
    if (!same(checked, expected)) violations.push(`Import ${file}: the dry run counted ${JSON.stringify(checked)}, not ${JSON.stringify(expected)}.`);
    if (!same(counts, expected)) violations.push(`Import ${file} did ${JSON.stringify(counts)}, not ${JSON.stringify(expected)}.`);
    if (people !== good || tagged !== good) violations.push(`Import ${file}: ${people} people, ${tagged} of them as the file says; there should be ${good}.`);
    if (renamed !== known || left !== 0) violations.push(`Job ${file}: ${renamed} people have the new tag and ${left} the old one; there should be ${known} and none.`);
  }
  if (files.length === 0) return violations;
  const { rows: jobs } = await client.query<{ name: string; changed: number; problem: string | null; finished: boolean }>(
    `SELECT spec ->> 'to' AS name, changed, problem, finished_at IS NOT NULL AS finished FROM contact_job`,
  );
  const known = files[0]!.lines / 2;
  for (const { name, changed, problem, finished } of jobs) {
    if (!finished || problem !== null || changed !== known) violations.push(`Job "${name}": changed ${changed} of ${known}, ${finished ? 'over' : 'not over'}${problem === null ? '' : `, ${problem}`}.`);
  }
  const { rows: people } = await client.query<{ key: string; turns: number; visits: number | null; last_turn: Date; last_active: Date | null }>(
    `SELECT v.key, t.turns, t.last_turn, f.times AS visits, a.last_active_at AS last_active FROM conversation v
       CROSS JOIN LATERAL (SELECT count(*)::int AS turns, max(at) AS last_turn FROM turn t WHERE t.conversation_id = v.id) t
       LEFT JOIN flow_visit f ON f.contact_id = v.contact_id AND f.flow_id = $1 AND f.node_id = 'add' LEFT JOIN contact_activity a ON a.contact_id = v.contact_id`,
    [flowIdOf('count')],
  );
  for (const { key, turns, visits, last_turn, last_active } of people) {
    if (visits !== turns) violations.push(`Activity: ${key} came ${turns} times and ${visits ?? 0} times are known.`);
    if (last_active?.getTime() !== last_turn.getTime()) violations.push(`Activity: ${key} was last active ${last_turn.toISOString()}, and ${last_active?.toISOString() ?? 'nothing'} is known.`);
  }
  return violations.slice(0, 20);
}

function same(found: object | null, expected: Record<string, number>): boolean {
  return found !== null && Object.entries(expected).every(([name, count]) => (found as Record<string, number>)[name] === count);
}
