import { CRASH_POINTS } from '@chatloom/platform';
import { STORM, type StrictLine } from './StrictLine';
import { playCampaigns, playFoulCampaigns } from './playCampaigns';
import { hasFaketime, playClocks } from './playClocks';
import { playAudience } from './playAudience';
import { playBingo } from './playBingo';
import { playDraws } from './playDraws';
import { playGiving } from './playGiving';
import { playPolls } from './playPolls';
import { Stage, type StageParts } from './Stage';

/** How much of everything: the short form proves each mechanism, the full one its rarity. */
export interface Amount {
  /** Deaths at named points, per backend. */
  kills: number;
  /** Processes that die and come back side by side. */
  processes: number;
  people: number;
  outages: number;
  events: number;
  /** People a campaign goes to. */
  recipients: number;
  /** Deaths in the middle of a campaign, per backend. */
  campaignKills: number;
  /** People of campaigns in a storm. */
  stormRecipients: number;
  /** Lines of a file of people. */
  importLines: number;
}
export const SHORT: Amount = { kills: 40, processes: 3, people: 12, outages: 3, events: 150, recipients: 3_000, campaignKills: 6, stormRecipients: 1_000, importLines: 3_000 };
export const FULL: Amount = { kills: 1_000, processes: 4, people: 20, outages: 20, events: 4_000, recipients: 50_000, campaignKills: 200, stormRecipients: 50_000, importLines: 50_000 };

export interface Outcome {
  name: string;
  kills: number;
  events: number;
  unknown: number;
  /** What LINE saw. */
  calls: StrictLine['calls'];
  violations: string[];
  seconds: number;
}

/** What can be done to the surroundings; given by whoever started them. */
export interface Surroundings {
  /** Kill PostgreSQL as if the power went, and let it come back. */
  restartPostgres(): Promise<void>;
  emptyRedis(): Promise<void>;
  killRedis(): Promise<void>;
}

/** Points on the way of an event. Those of campaigns and games are never passed here, so a life armed with one would not end. */
const POINTS_OF_CONVERSATIONS = CRASH_POINTS.filter((point) => /^(ingest|turn|outbox|timer)\./.test(point));

type Play = (stage: Stage, amount: Amount, surroundings: Surroundings) => Promise<void>;
export interface Scenario {
  name: string;
  faults: string;
  /** Only where a Redis is there. */
  redisOnly?: boolean;
  /** Takes PostgreSQL from everybody: nothing else is played meanwhile. */
  killsPostgres?: boolean;
  /** Only where this says so. */
  isPossible?: () => boolean;
  play: Play;
}

/** Rounds through all points of which one has a death during a rehearsal. */
const REHEARSAL_ROUNDS = 5;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const someText = (user: number, count: number) => (count % 4 === 3 ? `push ${user}-${count}` : `count ${count}`);

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'killed at every named point, under load',
    faults: 'F1-F7, F10',
    async play(stage, amount) {
      let life = 0;
      // Each life is armed with the next point, and dies at its first to fourth passing.
      stage.launch(amount.processes, () => {
        const round = Math.floor(life / POINTS_OF_CONVERSATIONS.length);
        const point = POINTS_OF_CONVERSATIONS[life++ % POINTS_OF_CONVERSATIONS.length]!;
        // Dying in a rehearsal is what convicts an event, rightly: three in a row would park an innocent one, so they are kept apart.
        return point === 'turn.rehearsed' && round % REHEARSAL_ROUNDS > 0 ? `outbox.beforeSend:${1 + (life % 4)}` : `${point}:${1 + (round % 4)}`;
      });
      const done = () => stage.processes.kills >= amount.kills;
      const timers = (async () => {
        for (let i = 0; !done(); i++) await stage.people.live(`T${i}`, (count) => (count === 0 ? 'later' : null));
      })();
      await Promise.all([timers, ...Array.from({ length: amount.people }, (_one, user) => stage.people.live(`P${user}`, (count) => (done() ? null : someText(user, count))))]);
      await stage.processes.calm();
    },
  },
  {
    name: 'two processes, one person each moment on both, everything delivered again and again',
    faults: 'F8, F9, F10',
    async play(stage, amount) {
      stage.launch(2, () => null, 0.6);
      await Promise.all(Array.from({ length: 5 }, (_one, user) => stage.people.live(`P${user}`, (count) => (count >= amount.events / 5 ? null : someText(user, count)))));
    },
  },
  {
    name: 'PostgreSQL killed and back, again and again',
    faults: 'F17',
    killsPostgres: true,
    async play(stage, amount, surroundings) {
      stage.launch(2, () => null);
      let over = false;
      const people = Array.from({ length: amount.people }, (_one, user) =>
        stage.people.live(`P${user}`, (count) => (over ? null : someText(user, count))),
      );
      for (let i = 0; i < amount.outages; i++) {
        await wait(400 + Math.random() * 1_200);
        await surroundings.restartPostgres();
      }
      await wait(1_000);
      over = true;
      await Promise.all(people);
    },
  },
  {
    name: 'PostgreSQL away while processes start',
    faults: 'F18',
    killsPostgres: true,
    async play(stage, amount, surroundings) {
      stage.launch(2, () => null);
      let over = false;
      const people = Array.from({ length: amount.people }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : someText(user, count))));
      for (let i = 0; i < amount.outages; i++) {
        await stage.processes.allListening();
        await wait(300 + Math.random() * 400);
        // The database goes first, everybody else right behind it: whoever is back first waits for it.
        const back = surroundings.restartPostgres();
        await Promise.all([stage.processes.end(0, 'SIGKILL'), stage.processes.end(1, 'SIGKILL')]);
        await back;
      }
      await stage.processes.allListening();
      await wait(1_000);
      over = true;
      await Promise.all(people);
    },
  },
  {
    name: 'asked to stop in the middle of work',
    faults: 'F41',
    async play(stage, amount) {
      stage.launch(2, () => null);
      let over = false;
      const people = Array.from({ length: amount.people }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : someText(user, count))));
      for (let i = 0; i < amount.outages * 4; i++) {
        await stage.processes.allListening();
        await wait(100 + Math.random() * 400);
        await stage.processes.end(i % 2, 'SIGTERM');
      }
      over = true;
      await Promise.all(people);
    },
  },
  {
    name: 'LINE in a storm: 500, 429, cut before and after taking, never answering',
    faults: 'F11, F12',
    async play(stage, amount) {
      stage.line.weather = STORM;
      stage.launch(1, () => null);
      await Promise.all(Array.from({ length: amount.people }, (_one, user) => stage.people.live(`P${user}`, (count) => (count >= amount.events / amount.people ? null : someText(user, count)))));
    },
  },
  {
    name: 'an endless flow and an event that kills whoever takes it',
    faults: 'F24, F25',
    async play(stage, amount) {
      stage.launch(2, () => null);
      let over = false;
      const people = Array.from({ length: 4 }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : count % 5 === 4 ? 'endless' : someText(user, count))));
      await stage.people.live('Poisoned', (count) => (count === 0 ? 'poison' : null));
      await wait(Math.min(amount.events * 20, 6_000));
      // The conversation of the poisoned one goes on.
      await stage.people.live('Poisoned', (count) => (count < 3 ? `count ${count}` : null));
      over = true;
      await Promise.all(people);
    },
  },
  {
    name: 'killed in the middle of campaigns, LINE not always answering, Redis emptied',
    faults: 'F6, F20, F29',
    play: playCampaigns,
  },
  {
    name: 'campaigns in a storm: unknown people, 500, 429, no answer, the end of the month',
    faults: 'F11, F12, F20, F29',
    play: playFoulCampaigns,
  },
  {
    name: 'killed while files of people come in, many people are changed, and activity is read',
    faults: 'F3-F5',
    play: playAudience,
  },
  {
    name: 'killed while votes close and people are told, bells lost',
    faults: 'F6, F20, F39',
    play: playPolls,
  },
  {
    name: 'killed while bingo is called and prizes are given, bells lost',
    faults: 'F6, F20, F39',
    play: playBingo,
  },
  {
    name: 'killed while prizes of draws are given and raffles are drawn, bells lost',
    faults: 'F6, F20, F39',
    play: playDraws,
  },
  {
    name: 'killed while vouchers are given and redeemed and cards are stamped, bells lost',
    faults: 'F6, F20, F39',
    play: playGiving,
  },
  {
    name: 'clocks set a minute forward, a minute back, a day forward, and back again',
    faults: 'F21',
    isPossible: hasFaketime,
    play: playClocks,
  },
  {
    name: 'Redis emptied and killed in the middle',
    faults: 'F20',
    redisOnly: true,
    async play(stage, amount, surroundings) {
      stage.launch(2, () => null);
      let over = false;
      const people = Array.from({ length: amount.people }, (_one, user) => stage.people.live(`P${user}`, (count) => (over ? null : someText(user, count))));
      const timers = (async () => {
        for (let i = 0; !over; i++) await stage.people.live(`T${i}`, (count) => (count === 0 ? 'later' : null));
      })();
      for (let i = 0; i < amount.outages; i++) {
        await wait(700);
        await (i % 2 === 0 ? surroundings.emptyRedis() : surroundings.killRedis());
      }
      await wait(1_500);
      over = true;
      await Promise.all([timers, ...people]);
    },
  },
];

/** Play one on one backend and judge it. */
export async function runScenario(scenario: Scenario, parts: StageParts, amount: Amount, surroundings: Surroundings): Promise<Outcome> {
  const began = Date.now();
  const stage = await new Stage(parts).open();
  try {
    await scenario.play(stage, amount, surroundings);
    const verdict = await stage.judge();
    return {
      name: `${scenario.name} (${parts.redisUrl ? 'Redis' : 'PostgreSQL'} backend)`,
      kills: stage.processes.kills,
      events: stage.people.acknowledged.length,
      unknown: verdict.unknown,
      calls: stage.line.calls,
      violations: verdict.violations,
      seconds: Math.round((Date.now() - began) / 1_000),
    };
  } finally {
    await stage.close();
  }
}
