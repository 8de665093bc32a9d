import type { Client } from 'pg';
import type { StrictLine } from '../StrictLine';

/**
 * Each recipient of each campaign got it exactly once at LINE, except for those LINE does not know, and the campaign says so. The text of a delivery begins
 * with the campaign's name.
 * @returns what was found wrong, in sentences
 */
export async function checkCampaigns(client: Client, line: StrictLine): Promise<string[]> {
  const { rows: campaigns } = await client.query<{ name: string; state: string; run: string; run_state: string; counts: { recipients: number; sent: number; failed: number } | null }>(
    `SELECT c.name, c.state, r.id AS run, r.state AS run_state, r.counts FROM campaign c JOIN campaign_run r ON r.campaign_id = c.id ORDER BY c.created_at`,
  );
  const { rows: left } = await client.query<{ name: string }>(`SELECT name FROM campaign c WHERE NOT EXISTS (SELECT 1 FROM campaign_run r WHERE r.campaign_id = c.id)`);
  const violations = left.map(({ name }) => `I4: campaign "${name}" never began.`);
  if (campaigns.length === 0) return violations;
  const { rows: people } = await client.query<{ users: string[] }>('SELECT array_agg(line_user_id) AS users FROM contact');
  const everybody = people[0]!.users.filter((user) => user.startsWith('U'));
  const expected = everybody.filter((user) => !line.strangers.has(user));
  const refused = everybody.length - expected.length;
  const got = new Map<string, Map<string, number>>();
  for (const { to, text, kind } of line.deliveries) {
    if (kind === 'reply') continue;
    const name = text.split(':')[0]!;
    const ofName = got.get(name) ?? new Map<string, number>();
    got.set(name, ofName);
    ofName.set(to, (ofName.get(to) ?? 0) + 1);
  }
  for (const { name, state, run, run_state, counts } of campaigns) {
    if (state !== 'done' || run_state !== 'done') violations.push(`I4: campaign "${name}" is ${state}, its run ${run_state}.`);
    const ofName = got.get(name) ?? new Map<string, number>();
    const missed = expected.filter((user) => !ofName.has(user)).length;
    const twice = [...ofName.values()].filter((times) => times > 1).length;
    if (missed > 0) violations.push(`I3: campaign "${name}" did not reach ${missed} of ${expected.length} people.`);
    if (twice > 0) violations.push(`I3: campaign "${name}" reached ${twice} people more than once.`);
    if (counts?.sent !== expected.length || counts.recipients !== everybody.length || counts.failed !== refused) {
      violations.push(`Report: campaign "${name}" counts ${JSON.stringify(counts)} for ${everybody.length} people, of whom LINE does not know ${refused}.`);
    }
    const { rows } = await client.query<{ n: number; failed: string[] | null }>(
      `SELECT count(*)::int AS n, array_agg(line_user_id) FILTER (WHERE state = 'failed') AS failed FROM campaign_recipient WHERE run_id = $1`,
      [run],
    );
    if (rows[0]!.n !== everybody.length) violations.push(`Freeze: campaign "${name}" has ${rows[0]!.n} recipients for ${everybody.length} people.`);
    const failed = rows[0]!.failed ?? [];
    if (failed.length !== refused || !failed.every((user) => line.strangers.has(user))) violations.push(`Report: campaign "${name}" names ${failed.length} failures for ${refused} people LINE does not know.`);
  }
  const { rows: leases } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM campaign_chunk WHERE state IN (\'waiting\', \'sending\')');
  if (leases[0]!.n > 0) violations.push(`I4: ${leases[0]!.n} chunks are not over.`);
  return violations.slice(0, 20);
}
