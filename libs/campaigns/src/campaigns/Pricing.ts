import { tookTooLong, withOwnPlan } from '@chatloom/audience';
import { FlowDirectory, NotFoundError, QuotaWatch } from '@chatloom/bots';
import type { CampaignDesign, CampaignPrice } from '@chatloom/contract';
import { priceFlow } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { Database, type Sql } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { chooseWay } from '../content/chooseWay';
import { RecipientConditions } from '../freezing/recipientsOf';
import { SEND_RATES } from '../sending/Pacer';

const PER_CALL = 500;

/** What a campaign would come to, before anything is sent. */
@Injectable()
export class Pricing {
  constructor(
    private readonly database: Database,
    private readonly recipients: RecipientConditions,
    private readonly quota: QuotaWatch,
    private readonly flows: FlowDirectory,
  ) {}

  /** @throws NotFoundError, SegmentRefusedError when what was chosen is not there any more */
  async price(botId: string, design: CampaignDesign): Promise<CampaignPrice> {
    const { way } = chooseWay(design);
    const { rows } = await this.database.pg.query<{ kind: string; reserve: number }>(
      'campaigns.priceChannel',
      'SELECT c.kind, coalesce(s.messages, 0) AS reserve FROM channel c LEFT JOIN send_reserve s ON s.channel_id = c.id WHERE c.bot_id = $1 AND c.id = $2',
      [botId, design.channelId],
    );
    const channel = rows[0];
    if (!channel) throw new NotFoundError('channel');
    const isSimulator = channel.kind === 'simulator';
    const count = way === 'narrowcast' ? null : await this.count(botId, design);
    const perRecipient = design.what.type === 'flow' ? await this.pushesOf(botId, design.what.flowId, design.what.nodeId) : 1;
    const messages = count === null ? null : count.people * perRecipient;
    const view = isSimulator ? null : await this.quota.view(design.channelId);
    const quotaLeft = view === null || view.limit === null ? null : Math.max(0, view.limit - view.used);
    const reserve = design.kind === 'marketing' && !isSimulator ? channel.reserve : 0;
    return {
      recipients: count?.people ?? null,
      leftOut: { noConsent: count?.noConsent ?? 0, blocked: count?.blocked ?? 0 },
      messages,
      perRecipient,
      quotaLeft,
      quotaKnown: view !== null,
      reserve,
      isOverQuota: quotaLeft !== null && (messages ?? 0) > quotaLeft - reserve && (messages ?? 0) > 0,
      way,
      seconds: count === null ? null : secondsFor(way, count.people),
      isSimulator,
    };
  }

  /** Null when counting takes too long; what it really comes to is known, and held against the quota, once it is frozen. */
  private async count(botId: string, design: CampaignDesign): Promise<{ people: number; noConsent: number; blocked: number } | null> {
    const { where, values } = await this.recipients.of(botId, design, 4);
    try {
      return await withOwnPlan(this.database, (sql) => countPeople(sql, where, [botId, design.channelId, design.kind === 'marketing' && design.to.type !== 'everyone', ...values]));
    } catch (error) {
      if (tookTooLong(error)) return null;
      throw error;
    }
  }

  /** Messages of the dearest way through the published flow, at most: what it replies may cost as well, as nobody has written. */
  private async pushesOf(botId: string, flowId: string | null, nodeId: string | undefined): Promise<number> {
    if (flowId === null) return 0;
    const { rows } = await this.database.pg.query<{ live_revision: string }>('campaigns.liveRevision', 'SELECT live_revision FROM bot WHERE id = $1', [botId]);
    const { flows } = await this.flows.load({ botId, runs: 'published', revision: Number(rows[0]?.live_revision ?? 0), versionIds: [] });
    const live = flows.live(flowId);
    if (!live) return 0;
    const { triggers, worst } = priceFlow(live.document, nodeDefinitions);
    const from = triggers.find((trigger) => trigger.nodeId === nodeId) ?? worst;
    return from.pushes + from.replies;
  }
}

function secondsFor(way: CampaignPrice['way'], people: number): number {
  switch (way) {
    case 'multicast':
      return Math.ceil(people / PER_CALL / SEND_RATES.multicasts);
    case 'push':
      return Math.ceil(people / SEND_RATES.pushes);
    case 'flow':
      return Math.ceil(people / SEND_RATES.starts);
    default:
      return 1;
  }
}

async function countPeople(sql: Sql, where: string, values: readonly unknown[]): Promise<{ people: number; noConsent: number; blocked: number }> {
  const { rows } = await sql.run<{ people: number; no_consent: number; blocked: number }>(
    `SELECT count(*) FILTER (WHERE c.is_friend AND NOT ($3 AND c.consent = 'no'))::int AS people, count(*) FILTER (WHERE c.is_friend AND $3 AND c.consent = 'no')::int AS no_consent,
       count(*) FILTER (WHERE NOT c.is_friend)::int AS blocked
     FROM contact c WHERE c.bot_id = $1 AND c.channel_id = $2 AND (${where})`,
    values,
  );
  const row = rows[0]!;
  return { people: row.people, noConsent: row.no_consent, blocked: row.blocked };
}
