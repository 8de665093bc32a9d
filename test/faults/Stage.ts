import { randomUUID } from 'node:crypto';
import { audienceSchema } from '@chatloom/audience';
import { campaignsSchema } from '@chatloom/campaigns';
import { conversationsSchema } from '@chatloom/conversations';
import { botsSchema } from '@chatloom/bots';
import { gamesSchema } from '@chatloom/games';
import { joinSchemas, migrate } from '@chatloom/platform';
import { Client } from 'pg';
import { checkAudience } from './checks/checkAudience';
import { checkCampaigns } from './checks/checkCampaigns';
import { checkInvariants, type Verdict } from './checks/checkInvariants';
import { checkBingo } from './checks/checkBingo';
import { checkDraws } from './checks/checkDraws';
import { checkGiving } from './checks/checkGiving';
import { checkPolls } from './checks/checkPolls';
import { People } from './People';
import { Processes } from './Processes';
import { StrictLine } from './StrictLine';

/** What all scenarios are played with. */
export interface StageParts {
  /** The bundled bare runtime. */
  entry: string;
  /** Address of the PostgreSQL server, any database of it. */
  serverUrl: string;
  redisUrl?: string;
}

const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
/** Recovery is over when nothing has changed for so long, at the latest after `DRAIN_LIMIT_MS`. */
const DRAIN_LIMIT_MS = 45_000;

/** Name of the database all others are copied from. */
let templateName: Promise<string> | undefined;

/** One scenario's own database, LINE, processes and people. */
export class Stage {
  readonly line = new StrictLine();
  readonly botId = randomUUID();
  readonly channelId = randomUUID();
  readonly databaseName = `fault_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  processes!: Processes;
  people!: People;
  private lineUrl = '';

  constructor(readonly parts: StageParts) {}

  get databaseUrl(): string {
    return this.urlOf(this.databaseName);
  }

  async open(): Promise<this> {
    this.lineUrl = await this.line.listen();
    const template = await (templateName ??= this.makeTemplate());
    await this.query((client) => client.query(`CREATE DATABASE ${this.databaseName} TEMPLATE ${template}`), this.parts.serverUrl);
    await this.query(async (client) => {
      await client.query(`INSERT INTO bot (id, name, time_zone, language) VALUES ($1, 'Faults', 'Asia/Taipei', 'en')`, [this.botId]);
      await client.query(
        `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs) VALUES ($1, $2, 'line', 'Faults', 'faults', '', '', '', '', 'published')`,
        [this.channelId, this.botId],
      );
    });
    return this;
  }

  /** Start processes; `crashPoints` arms each life of each of them. */
  launch(count: number, crashPoints: (index: number) => string | null, repeats = 0.05, more?: (index: number) => Record<string, string>): void {
    this.processes = new Processes(
      {
        entry: this.parts.entry, databaseUrl: this.databaseUrl, lineUrl: this.lineUrl, channel: { id: this.channelId, botId: this.botId, secret: SECRET }, queuePrefix: this.databaseName,
        ...(this.parts.redisUrl ? { redisUrl: this.parts.redisUrl } : {}), ...(more ? { more } : {}),
      },
      count,
      crashPoints,
    );
    this.people = new People(this.processes.ports, SECRET, repeats);
  }

  /** Let what is left finish, then judge. */
  async judge(): Promise<Verdict> {
    const began = Date.now();
    await this.query(async (client) => {
      while (Date.now() - began < DRAIN_LIMIT_MS) {
        const { rows } = await client.query<{ left: number }>(
          `SELECT ((SELECT count(*) FROM inbox) + (SELECT count(*) FROM timer) + (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))
             + (SELECT count(*) FROM campaign WHERE state IN ('scheduled', 'running')))::int AS left`,
        );
        if (rows[0]!.left === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    let verdict: Verdict = { violations: [], unknown: 0, turns: 0 };
    await this.query(async (client) => {
      verdict = await checkInvariants(client, this.line, this.people.acknowledged, this.botId);
      verdict.violations.push(...(await checkCampaigns(client, this.line)), ...(await checkAudience(client)));
      verdict.violations.push(...(await checkPolls(client, this.line)), ...(await checkBingo(client)), ...(await checkDraws(client, this.line, this.people.acknowledged)));
      verdict.violations.push(...(await checkGiving(client, this.line, this.people.acknowledged)));
    });
    return verdict;
  }

  async close(): Promise<void> {
    this.people?.stop();
    await this.processes?.stop();
    await this.line.close();
    await this.query((client) => client.query(`DROP DATABASE IF EXISTS ${this.databaseName} WITH (FORCE)`), this.parts.serverUrl);
  }

  private urlOf(database: string): string {
    return this.parts.serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);
  }

  /** The tables, made once: a copy costs a fraction of all migrations. */
  private async makeTemplate(): Promise<string> {
    const name = `fault_template_${process.pid}`;
    await this.query((client) => client.query(`CREATE DATABASE ${name}`), this.parts.serverUrl);
    await migrate(this.urlOf(name), joinSchemas(botsSchema, conversationsSchema, audienceSchema, campaignsSchema, gamesSchema).migrations);
    return name;
  }

  /**
   * Resolves when nothing is open any more, by a query that counts it as `open`; gives up when it has not become less for half a minute: what is
   * wrong then, is judged. A machine that has much to do besides only takes longer.
   */
  async untilNone(sql: string): Promise<void> {
    let least = Number.POSITIVE_INFINITY;
    for (let looks = 0; looks < 300 && least > 0; looks++) {
      let open = 0;
      await this.query(async (client) => void ({ open } = (await client.query<{ open: number }>(sql)).rows[0]!));
      if (open < least) {
        least = open;
        looks = 0;
      }
      if (least > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** SQL of a scenario's own; tried again while the database is away. */
  async query(work: (client: Client) => Promise<unknown>, url = this.databaseUrl): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await work(client);
        return;
      } catch (error) {
        // The database may be the very thing that is being restarted.
        if (attempt > 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
}
