import type { CampaignDesign, CampaignState } from '@chatloom/contract';
import { campaignDesignSchema } from '@chatloom/contract';
import type { Ingest } from '@chatloom/conversations';
import { createLogger, type Database, ManualClock, UuidSource } from '@chatloom/platform';
import { RunStarter } from '../campaigns/RunStarter';
import { Freezer } from '../freezing/Freezer';
import { type RecipientCondition, RecipientConditions } from '../freezing/recipientsOf';
import { Outcomes } from '../reports/Outcomes';
import { type CampaignChannel, CampaignChannels } from '../sending/CampaignChannels';
import { ChannelLeader } from '../sending/ChannelLeader';
import { type RunStanding, standingOf } from '../sending/counts';
import { MonthlyQuota, RunProgress } from '../sending/RunProgress';
import { ScriptedSends } from './ScriptedSends';
import { textBlock } from './textBlock';

/** Everybody, or those with a tag: what the tests choose by. */
class ByTag extends RecipientConditions {
  async of(botId: string, { to }: Pick<CampaignDesign, 'to'>, from: number): Promise<RecipientCondition> {
    if (to.type === 'people') return { where: `c.bot_id = $${from} AND c.id = ANY ($${from + 1}::uuid[])`, values: [botId, to.contactIds] };
    const rule = to.type === 'segment' && to.segment && 'definition' in to.segment ? to.segment.definition.items[0] : undefined;
    return rule?.type === 'tag' ? { where: `c.bot_id = $${from} AND c.tags && $${from + 1}::text[]`, values: [botId, rule.tags] } : { where: `c.bot_id = $${from}`, values: [botId] };
  }
}

/** The sending of campaigns over a real database, with LINE and time in the test's hand. */
export class CampaignHarness {
  readonly line = new ScriptedSends();
  readonly ids = new UuidSource();
  readonly botId = this.ids.newId();
  readonly channelId = this.ids.newId();
  readonly events: { eventId: string; key: string }[] = [];
  readonly pausedFor: string[] = [];
  readonly outcomes: Outcomes;
  channelState: 'active' | 'paused' = 'active';
  left: number | null = null;
  private readonly starter: RunStarter;

  private constructor(
    readonly database: Database,
    readonly clock: ManualClock,
  ) {
    this.outcomes = new Outcomes(database, clock);
    this.starter = new RunStarter(database, clock, this.ids, createLogger({ level: 'silent' }));
  }

  static async create(database: Database, start?: string): Promise<CampaignHarness> {
    const harness = new CampaignHarness(database, new ManualClock(start));
    await database.pg.run('INSERT INTO bot (id, name, time_zone, language) VALUES ($1, $2, $3, $4)', [harness.botId, 'Tea House', 'Asia/Taipei', 'en']);
    await database.pg.run(
      `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs) VALUES ($1, $2, 'line', 'Shop', $3, '', '', '', '', 'published')`,
      [harness.channelId, harness.botId, `key-${harness.channelId}`],
    );
    return harness;
  }

  /** A process of its own: what it has in hand dies with it. */
  leader(): ChannelLeader {
    const { database, clock, ids } = this;
    const logger = createLogger({ level: 'silent' });
    const channels = new (class extends CampaignChannels {
      constructor(private readonly harness: CampaignHarness) {
        super();
      }
      async open(id: string): Promise<CampaignChannel> {
        return { id, botId: this.harness.botId, kind: 'line', accessToken: 'token', state: this.harness.channelState, gateway: this.harness.line.gateway };
      }
      async pauseForToken(id: string): Promise<void> {
        this.harness.pausedFor.push(id);
      }
    })(this);
    const quota = new (class extends MonthlyQuota {
      constructor(private readonly harness: CampaignHarness) {
        super();
      }
      async left() {
        return this.harness.left;
      }
    })(this);
    const ingest = { append: async (events: { eventId: string; conversationKey: string }[]) => void this.events.push(...events.map((one) => ({ eventId: one.eventId, key: one.conversationKey }))) } as unknown as Ingest;
    return new ChannelLeader(
      { database, clock, ids, logger, channels, ingest, publicUrl: 'https://bot.example' },
      new Freezer(database, clock, new ByTag()),
      new RunProgress({ database, clock, logger, channels, quota, outcomes: this.outcomes }),
      // Nothing here is about pace.
      { multicasts: 100_000, pushes: 100_000, starts: 100_000 },
      0,
    );
  }

  /** So many friends, `U…0`, `U…1` …; `more` sets columns. */
  async people(count: number, more: { tags?: string[]; language?: string; fields?: object; consent?: string; name?: string } = {}): Promise<{ id: string; user: string }[]> {
    const people = Array.from({ length: count }, () => ({ id: this.ids.newId(), user: `U${(this.met++).toString(16).padStart(32, '0')}` }));
    await this.database.pg.run(
      `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, tags, language, fields, consent) SELECT id, $3, $4, u, $8, $5, $6, $7, $9 FROM unnest($1::uuid[], $2::text[]) AS p (id, u)`,
      [people.map((one) => one.id), people.map((one) => one.user), this.botId, this.channelId, more.tags ?? [], more.language ?? null, JSON.stringify(more.fields ?? {}), more.name ?? null, more.consent ?? 'unknown'],
    );
    return people;
  }
  private met = 0;

  /** A campaign that is planned already. @returns its id */
  async campaign(design: Partial<CampaignDesign> & { text?: unknown } = {}, at = this.clock.now()): Promise<string> {
    const { text = 'Hello', ...rest } = design;
    const id = this.ids.newId();
    const whole = campaignDesignSchema.parse({
      channelId: this.channelId,
      what: { type: 'messages', variants: [{ id: 'A', blocks: [textBlock(text)] }] },
      to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } },
      when: { type: 'now' },
      ...rest,
    });
    await this.database.pg.run(
      `INSERT INTO campaign (id, bot_id, channel_id, name, design, state, next_at, created_at, updated_at) VALUES ($1, $2, $3, 'Spring', $4, 'scheduled', to_timestamp($5::float8 / 1000), now(), now())`,
      [id, this.botId, this.channelId, JSON.stringify(whole), at],
    );
    return id;
  }

  /** Everything that can be done now, by one process or several. */
  async work(leader = this.leader()): Promise<void> {
    await this.starter.work();
    await leader.lead(this.channelId);
  }

  async run(campaignId: string): Promise<{ id: string; state: CampaignState; stop: { code: string } | null; winner: string | null; number: number; continues_at: Date | null }> {
    const { rows } = await this.database.pg.run<{ id: string; state: CampaignState; stop: { code: string } | null; winner: string | null; number: number; continues_at: Date | null }>(
      'SELECT id, state, stop, winner, number, continues_at FROM campaign_run WHERE campaign_id = $1 ORDER BY number DESC LIMIT 1',
      [campaignId],
    );
    return rows[0]!;
  }

  async standing(campaignId: string): Promise<RunStanding> {
    return standingOf(this.database.pg, (await this.run(campaignId)).id, this.clock.now());
  }

  /** As a person's press of a button. */
  async set(campaignId: string, state: CampaignState, more = ''): Promise<void> {
    await this.database.pg.run(`UPDATE campaign_run SET state = $2 ${more} WHERE campaign_id = $1`, [campaignId, state]);
  }
}
