import { randomUUID } from 'node:crypto';
import { CRASH_POINTS } from '@chatloom/platform';
import type { Client } from 'pg';
import type { Amount, Surroundings } from './scenarios';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('campaign.'));
/** Points that are passed for each person; the others are passed for each chunk or part. */
const PER_PERSON = new Set<string>(['campaign.beforeSend', 'campaign.afterSend']);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Campaigns to the same people, one after the other until enough processes have died: one speaks to each person, one says the same to all. LINE does not
 * always answer, and Redis is emptied now and then. Who got what is judged afterwards (`checkCampaigns`).
 */
export async function playCampaigns(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  // No 500 and no 429: they only make it longer. A lost answer is what matters.
  stage.line.weather = { serverError: 0.002, rateLimited: 0, cutAfterTaking: 0.004, cutBeforeTaking: 0.002, hang: 0 };
  await stage.query((client) => makePeople(client, stage, amount.recipients));
  let life = 0;
  stage.launch(2, () => {
    const point = POINTS[life++ % POINTS.length]!;
    return `${point}:${1 + Math.floor(Math.random() * (PER_PERSON.has(point) ? 400 : 4))}`;
  });
  const done = () => stage.processes.kills >= amount.campaignKills;
  for (let round = 0; round === 0 || !done(); round++) {
    await stage.query((client) => makeCampaign(client, stage, round % 3 === 2 ? 'Hello everybody' : 'Hello {{ contact.displayName }}', `round ${round}`));
    for (let looks = 0; ; looks++) {
      if (looks % 20 === 10) await surroundings.emptyRedis();
      await wait(100);
      let open = 0;
      await stage.query(async (client) => {
        const { rows } = await client.query<{ open: number }>(`SELECT count(*)::int AS open FROM campaign WHERE state IN ('scheduled', 'running')`);
        open = rows[0]!.open;
      });
      if (open === 0 || done()) break;
    }
  }
  await stage.processes.calm();
}

async function makePeople(client: Client, stage: Stage, count: number): Promise<void> {
  await client.query(
    `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT gen_random_uuid(), $1, $2, 'U' || lpad(to_hex(i), 32, '0'), 'Person ' || i FROM generate_series(1, $3) AS i`,
    [stage.botId, stage.channelId, count],
  );
}

async function makeCampaign(client: Client, stage: Stage, text: string, name: string): Promise<void> {
  const design = {
    channelId: stage.channelId,
    kind: 'marketing',
    what: { type: 'messages', silent: false, variants: [{ id: 'A', weight: 1, blocks: [{ type: 'text', data: { text: `${name}: ${text}`, quickReplies: [], ifTooLate: 'drop' } }] }] },
    to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } },
    when: { type: 'now' },
    quietHours: null,
    cap: null,
    tracking: { on: false, perPerson: false, untracked: [] },
    trial: null,
    stages: null,
    brake: { unfollowPercent: null, errorPercent: null },
    conversion: null,
  };
  await client.query(
    `INSERT INTO campaign (id, bot_id, channel_id, name, design, state, next_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'scheduled', now(), now(), now())`,
    [randomUUID(), stage.botId, stage.channelId, name, JSON.stringify(design)],
  );
}
