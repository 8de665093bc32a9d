import { randomUUID } from 'node:crypto';
import { CRASH_POINTS } from '@chatloom/platform';
import type { Client } from 'pg';
import type { Amount, Surroundings } from './scenarios';
import type { Stage } from './Stage';

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('campaign.'));
/** Points that are passed for each person; the others are passed for each chunk or part. */
const PER_PERSON = new Set<string>(['campaign.beforeSend', 'campaign.afterSend']);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The end of what was begun, also where a machine is slow; what is not over then is judged as it is. */
const PATIENCE_MS = 600_000;

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
    await untilOver(stage, async (looks) => {
      if (looks % 20 === 10) await surroundings.emptyRedis();
      return done();
    });
  }
  await stage.processes.calm();
  await untilOver(stage);
}

/** One in so many is unknown to LINE. */
const STRANGER_EVERY = 100;

/**
 * One campaign that says the same to all and one that speaks to each, while LINE answers 500, 429, nothing at all, does not know one person in a hundred,
 * and the month's messages end in the middle of each; a person lets it go on when there are new ones. Redis is emptied too.
 */
export async function playFoulCampaigns(stage: Stage, amount: Amount, surroundings: Surroundings): Promise<void> {
  stage.line.weather = { serverError: 0.02, rateLimited: 0.01, cutAfterTaking: 0.01, cutBeforeTaking: 0.01, hang: 0.002 };
  await stage.query((client) => makePeople(client, stage, amount.stormRecipients));
  for (let no = STRANGER_EVERY / 2; no <= amount.stormRecipients; no += STRANGER_EVERY) stage.line.strangers.add(userId(no));
  stage.launch(2, () => null);
  for (const [name, text] of [['to all', 'Hello everybody'], ['to each', 'Hello {{ contact.displayName }}']] as const) {
    stage.line.quota = Math.floor(amount.stormRecipients / 2);
    await stage.query((client) => makeCampaign(client, stage, text, name));
    let hadEnd = false;
    await untilOver(stage, async (looks) => {
      if (looks % 20 === 10) await surroundings.emptyRedis();
      await stage.query(async (client) => {
        const { rows } = await client.query<{ code: string }>(`SELECT stop ->> 'code' AS code FROM campaign_run WHERE state = 'braked'`);
        if (rows.length === 0) return;
        if (rows[0]!.code !== 'quotaUsedUp') throw new Error(`The campaign stopped for another reason: ${rows[0]!.code}.`);
        hadEnd = true;
        stage.line.quota = Number.POSITIVE_INFINITY;
        await client.query(`UPDATE campaign_run SET state = 'sending', stop = NULL WHERE state = 'braked'`);
      });
      return false;
    });
    if (!hadEnd) throw new Error('The month never ended in the middle.');
  }
}

/** Waits until no campaign is under way; `look` every tenth of a second, until it says that it is enough. */
async function untilOver(stage: Stage, look: (looks: number) => Promise<boolean> = async () => false): Promise<void> {
  const began = performance.now();
  for (let looks = 0; performance.now() - began < PATIENCE_MS; looks++) {
    let open = 0;
    await stage.query(async (client) => {
      const { rows } = await client.query<{ open: number }>(`SELECT count(*)::int AS open FROM campaign WHERE state IN ('scheduled', 'running')`);
      open = rows[0]!.open;
    });
    if (open === 0 || (await look(looks))) return;
    await wait(100);
  }
}

function userId(no: number): string {
  return `U${no.toString(16).padStart(32, '0')}`;
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
