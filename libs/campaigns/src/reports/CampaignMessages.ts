import type { MessageSource, SaidMessage } from '@chatloom/audience';
import type { CampaignDesign } from '@chatloom/contract';
import type { BotSnapshot, JsonObject } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';
import { RunContent } from '../content/RunContent';
import { snapshotsOf } from '../sending/snapshotsOf';

interface SentRow {
  run_id: string;
  number: number;
  way: 'multicast' | 'push' | 'broadcast';
  design: CampaignDesign;
  due_at: number;
  winner: string | null;
  no: number;
  variant: string | null;
  language: string | null;
  at: Date;
  state: 'sent' | 'failed' | 'unknown';
  detail: string | null;
}

/**
 * What campaigns said to one person, for the page that shows everything said. The words are made anew from the run: those that name the person
 * show what is known of them today. A broadcast is shown to those of whom it is certain that they were friends when it went out; of a
 * narrowcast only LINE knows whom it reached. Messages of a flow that a campaign starts stand in the person's own history.
 */
export class CampaignMessages implements MessageSource {
  constructor(
    private readonly database: Database,
    private readonly shortBase: () => string,
  ) {}

  async list({ botId, contactId, from, until, limit }: Parameters<MessageSource['list']>[0]): Promise<SaidMessage[]> {
    const { pg } = this.database;
    const { rows } = await pg.query<SentRow>('campaigns.saidTo', SENT, [botId, contactId, from, until, limit]);
    if (rows.length === 0) return [];
    const bot = await this.botOf(botId);
    const contact = (await snapshotsOf(pg, botId, [contactId]))(contactId);
    if (!contact) return [];
    const contents = new Map<string, RunContent>();
    return rows.flatMap((row): SaidMessage[] => {
      const content = contents.get(row.run_id) ?? new RunContent({ id: row.run_id, due_at: row.due_at, design: row.design }, bot, this.shortBase());
      contents.set(row.run_id, content);
      const variant = row.variant ?? row.winner ?? 'A';
      const messages = row.way === 'push' ? content.forOne(variant, contact, row.no) : content.forAll(variant, row.language);
      if (messages.length === 0) return [];
      const delivery = { by: 'campaign' as const, state: row.state, error: row.detail };
      return [{ id: `${row.run_id}-${row.no}`, at: row.at, from: 'bot', kind: 'message', messages: messages as JsonObject[], delivery, turnId: null, mediaId: null }];
    });
  }

  private async botOf(botId: string): Promise<BotSnapshot> {
    const { rows } = await this.database.pg.query<{ name: string; time_zone: string }>('campaigns.bot', 'SELECT name, time_zone FROM bot WHERE id = $1', [botId]);
    return { id: botId, name: rows[0]?.name ?? '', timeZone: rows[0]?.time_zone ?? 'UTC' };
  }
}

const RUN = `u.id AS run_id, u.number, u.way, u.design, (extract(epoch FROM u.due_at) * 1000)::float8 AS due_at, u.winner`;
const BETWEEN = `k.done_at >= coalesce($3, '-infinity'::timestamptz) AND k.done_at < coalesce($4, 'infinity'::timestamptz)`;
const SENT = `
  SELECT ${RUN}, r.no, coalesce(r.variant, k.variant) AS variant, k.language, k.done_at AS at, coalesce(r.state, CASE k.state WHEN 'done' THEN 'sent' ELSE k.state END) AS state, r.detail
  FROM campaign_recipient r JOIN campaign_run u ON u.id = r.run_id AND u.way IN ('multicast', 'push')
    CROSS JOIN LATERAL (SELECT * FROM campaign_chunk x WHERE x.run_id = r.run_id AND x.from_no <= r.no ORDER BY x.from_no DESC LIMIT 1) k
  WHERE r.bot_id = $1 AND r.contact_id = $2 AND k.state IN ('done', 'unknown') AND (r.state IS NULL OR r.state IN ('sent', 'failed', 'unknown')) AND ${BETWEEN}
  UNION ALL
  SELECT ${RUN}, 0, NULL, NULL, k.done_at, CASE k.state WHEN 'done' THEN 'sent' ELSE k.state END, NULL
  FROM contact c JOIN campaign_run u ON u.bot_id = $1 AND u.channel_id = c.channel_id AND u.way = 'broadcast' JOIN campaign_chunk k ON k.run_id = u.id AND k.state IN ('done', 'unknown')
  WHERE c.bot_id = $1 AND c.id = $2 AND c.created_at <= k.done_at AND ${BETWEEN} AND NOT EXISTS (SELECT 1 FROM friend_loss f WHERE f.contact_id = c.id AND f.at <= k.done_at)
    AND (c.is_friend OR EXISTS (SELECT 1 FROM friend_loss f WHERE f.contact_id = c.id))
  ORDER BY at DESC LIMIT $5`;
