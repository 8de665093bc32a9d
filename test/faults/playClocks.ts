import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Amount } from './scenarios';
import type { Stage } from './Stage';

/** Debian's `faketime`: moves the clock of one process while it runs. */
const FAKETIME = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1'].find((file) => existsSync(file));
const STEPS = ['+60', '-60', '+1d', '+5'];
const WRITERS = 6;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Can the clock of a process be moved here? */
export function hasFaketime(): boolean {
  return FAKETIME !== undefined;
}

/**
 * One of two processes has its clock set, while people write and timers ring: by far, and it leaves until the clock is right again; by five seconds, and it
 * goes on with the right time. Nothing that is due tomorrow happens today: not the timers of people, and not a campaign.
 */
export async function playClocks(stage: Stage, amount: Amount): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-clocks-'));
  const clockOf = (index: number) => join(folder, `clock-${index}`);
  const set = (index: number, step: string) => writeFileSync(clockOf(index), step);
  [0, 1].forEach((index) => set(index, '+0'));
  stage.launch(2, () => null, 0.05, (index) => ({ LD_PRELOAD: FAKETIME!, FAKETIME_TIMESTAMP_FILE: clockOf(index), FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' }));
  try {
    await stage.processes.allListening();
    await stage.query((client) => planForTomorrow(client, stage));
    let over = false;
    const people = Array.from({ length: WRITERS }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : count % 4 === 3 ? `push ${user}-${count}` : `count ${count}`)));
    const timers = (async () => {
      for (let i = 0; !over; i++) await stage.people.live(`T${i}`, (count) => (count === 0 ? 'later' : null));
    })();
    for (let i = 0; i < 3; i++) await stage.people.live(`M${i}`, (count) => (count === 0 ? 'tomorrow' : null));
    for (let i = 0; i < amount.outages * 2; i++) {
      const step = STEPS[i % STEPS.length]!;
      const index = i % 2;
      const left = stage.processes.cleanEnds;
      set(index, step);
      if (step !== '+5') await becomes(() => stage.processes.cleanEnds > left, `A process whose clock was set ${step} did not leave.`);
      await wait(1_500);
      set(index, '+0');
      await becomes(() => stage.processes.ports[index] !== null, 'A process did not come back after its clock was right again.');
      await wait(500);
    }
    over = true;
    await Promise.all([...people, timers]);
    await stage.query((client) => stillTomorrow(client, stage));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function becomes(what: () => boolean, otherwise: string): Promise<void> {
  for (let looks = 0; !what(); looks++) {
    if (looks > 300) throw new Error(otherwise);
    await wait(100);
  }
}

async function planForTomorrow(client: Client, stage: Stage): Promise<void> {
  const design = { channelId: stage.channelId, kind: 'marketing', what: { type: 'messages', silent: false, variants: [] }, to: { type: 'everyone' }, when: { type: 'once', at: '2030-01-01T00:00', timeZone: 'UTC' } };
  await client.query(
    `INSERT INTO campaign (id, bot_id, channel_id, name, design, state, next_at, created_at, updated_at) VALUES ($1, $2, $3, 'Tomorrow', $4, 'scheduled', now() + interval '23 hours', now(), now())`,
    [randomUUID(), stage.botId, stage.channelId, JSON.stringify(design)],
  );
}

/** What was planned waits still; then it goes away, as nobody waits for it. @throws Error when it does not */
async function stillTomorrow(client: Client, stage: Stage): Promise<void> {
  const { rows } = await client.query<{ timers: number; state: string; runs: number }>(
    `SELECT (SELECT count(*)::int FROM timer WHERE bot_id = $1 AND due_at > now() + interval '20 hours') AS timers, state, runs FROM campaign WHERE bot_id = $1`,
    [stage.botId],
  );
  const said = stage.line.deliveries.filter((one) => one.text.startsWith('tomorrow')).length;
  if (rows[0]?.timers !== 3 || rows[0].state !== 'scheduled' || rows[0].runs !== 0 || said > 0) throw new Error(`What is due tomorrow happened today: ${JSON.stringify(rows)}, ${said} messages.`);
  await client.query(`DELETE FROM timer WHERE bot_id = $1 AND due_at > now() + interval '20 hours'`, [stage.botId]);
  await client.query('DELETE FROM campaign WHERE bot_id = $1', [stage.botId]);
}
