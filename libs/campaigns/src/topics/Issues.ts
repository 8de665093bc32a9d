import { DocumentRefusedError, NotFoundError, StateConflictError } from '@chatloom/bots';
import { type Block, campaignDesignSchema, type TopicIssue } from '@chatloom/contract';
import { RUN_MISSED_WITHIN_MS } from '@chatloom/engine';
import { Clock, Database, IdSource, type Transaction } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { checkBlocks } from '../content/checkBlocks';
import { fillTemplate } from './fillTemplate';

interface IssueRow {
  id: string;
  title: string;
  source: TopicIssue['from'];
  state: TopicIssue['state'];
  publish_at: Date;
  campaign_ids: string[];
  reason: string | null;
  problem: TopicIssue['problem'];
}
const COLUMNS = 'id, title, source, state, publish_at, campaign_ids, reason, problem';

/** Something to be published. */
export interface NewIssue {
  title?: string | undefined;
  blocks?: Block[] | undefined;
  item?: { title: string; link: string; summary: string } | undefined;
  key?: string | undefined;
  at?: string | undefined;
  from: 'person' | 'api';
}

/**
 * What goes out to the subscribers of a topic. An issue becomes one campaign for each channel that has subscribers, in the transaction that says so:
 * who gets it, in which calls, how it is paused and what became of it is the affair of campaigns.
 */
@Injectable()
export class Issues {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Newest first. @param before id of the last one of the page before */
  async list(botId: string, topicId: string, limit: number, before?: string): Promise<TopicIssue[]> {
    const { rows } = await this.database.pg.query<IssueRow>(
      'topics.issues',
      `SELECT ${COLUMNS} FROM topic_issue WHERE bot_id = $1 AND topic_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      [botId, topicId, before ?? null, limit],
    );
    return rows.map(toIssue);
  }

  /** The same key gives the issue there is. @throws DocumentRefusedError when LINE would not take it; NotFoundError */
  async publish(botId: string, topicId: string, issue: NewIssue): Promise<TopicIssue> {
    const { rows: topics } = await this.database.pg.query<{ name: string; template: Block[]; time_zone: string }>(
      'topics.forIssue',
      'SELECT t.name, t.template, b.time_zone FROM topic t JOIN bot b ON b.id = t.bot_id WHERE t.bot_id = $1 AND t.id = $2',
      [botId, topicId],
    );
    const topic = topics[0];
    if (!topic) throw new NotFoundError('topic');
    const blocks = issue.blocks ?? fillTemplate(topic.template, issue.item!, topic.time_zone);
    const problems = checkBlocks(blocks).filter((one) => one.severity === 'blocking');
    if (problems.length > 0) throw new DocumentRefusedError(problems.map((one) => ({ ...one, path: ['blocks', ...one.path] })));
    const at = issue.at === undefined ? this.clock.now() : Date.parse(issue.at);
    if (at < this.clock.now() - 60_000) throw new StateConflictError('This time is over.');
    const { rows } = await this.database.pg.query<IssueRow>(
      'topics.publish',
      `INSERT INTO topic_issue (id, bot_id, topic_id, title, source, publish_at, blocks, item_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (topic_id, item_key) WHERE item_key IS NOT NULL DO UPDATE SET item_key = excluded.item_key RETURNING ${COLUMNS}`,
      [this.ids.newId(), botId, topicId, issue.title || issue.item?.title || topic.name, issue.from, new Date(at), JSON.stringify(blocks), issue.key ?? null],
    );
    return toIssue(rows[0]!);
  }

  /** @throws StateConflictError when it is on its way; NotFoundError */
  async cancel(botId: string, topicId: string, id: string): Promise<TopicIssue> {
    const { rows } = await this.database.pg.query<IssueRow>(
      'topics.cancelIssue',
      `UPDATE topic_issue SET state = 'cancelled' WHERE bot_id = $1 AND topic_id = $2 AND id = $3 AND state = 'planned' RETURNING ${COLUMNS}`,
      [botId, topicId, id],
    );
    if (rows[0]) return toIssue(rows[0]);
    const known = await this.database.pg.query('topics.issue', 'SELECT 1 FROM topic_issue WHERE bot_id = $1 AND topic_id = $2 AND id = $3', [botId, topicId, id]);
    if (known.rows.length === 0) throw new NotFoundError('issue');
    throw new StateConflictError('It went out already. Its sends can be stopped among the campaigns.');
  }

  /** Hands issues whose time has come to campaigns. @returns how many there were */
  async work(): Promise<number> {
    return this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string; bot_id: string; topic_id: string; title: string; source: string; publish_at: Date; blocks: Block[]; name: string }>(
        'topics.dueIssues',
        `SELECT i.id, i.bot_id, i.topic_id, i.title, i.source, i.publish_at, i.blocks, t.name FROM topic_issue i JOIN topic t ON t.id = i.topic_id
         WHERE i.state = 'planned' AND i.publish_at <= $1 ORDER BY i.publish_at LIMIT 20 FOR UPDATE OF i SKIP LOCKED`,
        [new Date(this.clock.now())],
      );
      for (const issue of rows) await this.hand(tx, issue);
      return rows.length;
    });
  }

  private async hand(tx: Transaction, issue: { id: string; bot_id: string; topic_id: string; title: string; publish_at: Date; blocks: Block[]; name: string }): Promise<void> {
    const now = this.clock.now();
    if (now - issue.publish_at.getTime() > RUN_MISSED_WITHIN_MS) return this.end(tx, issue.id, 'failed', [], { code: 'tooLate', message: 'Its time passed while nothing was running. It was not sent then.' });
    const { rows: channels } = await tx.query<{ id: string }>(
      'topics.channels',
      `SELECT ch.id FROM channel ch WHERE ch.bot_id = $1 AND EXISTS (
         SELECT 1 FROM topic_subscription s JOIN contact c ON c.id = s.contact_id WHERE s.topic_id = $2 AND c.channel_id = ch.id AND c.is_friend) ORDER BY ch.id`,
      [issue.bot_id, issue.topic_id],
    );
    const campaignIds: string[] = [];
    for (const channel of channels) {
      const id = this.ids.newId();
      const design = campaignDesignSchema.parse({
        channelId: channel.id,
        kind: 'marketing',
        what: { type: 'messages', variants: [{ id: 'A', blocks: issue.blocks }] },
        to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [{ type: 'fact', fact: 'topicSubscribed', subjectId: issue.topic_id, when: { op: 'ever' } }, { type: 'friend' }] } } },
        when: { type: 'now' },
      });
      await tx.query(
        'topics.campaign',
        `INSERT INTO campaign (id, bot_id, channel_id, name, design, state, next_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'scheduled', $6, $6, $6)`,
        [id, issue.bot_id, channel.id, `${issue.name}: ${issue.title}`.slice(0, 120), JSON.stringify(design), new Date(now)],
      );
      campaignIds.push(id);
    }
    await this.end(tx, issue.id, campaignIds.length > 0 ? 'sending' : 'nobody', campaignIds, null);
  }

  private async end(tx: Transaction, id: string, state: TopicIssue['state'], campaignIds: string[], why: { code: string; message: string } | null): Promise<void> {
    await tx.query('topics.issueDone', 'UPDATE topic_issue SET state = $2, campaign_ids = $3, reason = $4, problem = $5 WHERE id = $1', [id, state, campaignIds, why?.message ?? null, why && JSON.stringify({ code: why.code })]);
  }
}

function toIssue({ source, publish_at, campaign_ids, ...row }: IssueRow): TopicIssue {
  return { ...row, from: source, publishAt: publish_at.toISOString(), campaignIds: campaign_ids };
}
