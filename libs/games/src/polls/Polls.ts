import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import { type PollContent, type PollDetail, type PollDocument, pollDocumentSchema, type PollResults, type PollSummary, type PollVote, type PublicPageLink } from '@chatloom/contract';
import { Conversations, type EffectScene } from '@chatloom/conversations';
import { resolveText } from '@chatloom/flow';
import { Clock, CONFIG, type Config, Database, IdSource, type Sql, type Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { GameTaps } from '../frame/GameTaps';
import { PublicPages } from '../frame/PublicPages';
import { RulesFixedError } from '../frame/RulesFixedError';
import { choicesOf } from './choicesOf';
import { countVotes } from './countVotes';
import { LivePolls } from './LivePolls';
import { openPoll } from './openPoll';
import { PollClosing } from './PollClosing';
import { ANNOUNCE } from './PollVotes';
import { POLL_COLUMNS, type PollRow } from './PollRow';
import { resultsOf } from './tally';

/** A poll as a step of a flow describes it. */
export interface StepPoll {
  content: PollContent;
  flowId: string;
  nodeId: string;
  /** Who votes together: everybody, those of one chat, those of one run. */
  together: 'everyone' | 'chat' | 'run';
  sessionId: string;
  closesInMs?: number;
}

const NAME_MAX = 120;
const PAGE = 50;

/** Polls as the team sees them: made, changed, opened, closed, shown, read. */
@Injectable()
export class Polls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly feed: GameFeed,
    private readonly pages: PublicPages,
    private readonly live: LivePolls,
    private readonly closing: PollClosing,
    private readonly worker: GamesWorker,
    private readonly taps: GameTaps,
    private readonly conversations: Conversations,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {}

  /** Newest first, at most 500. */
  async list(botId: string): Promise<PollSummary[]> {
    const { rows } = await this.database.pg.query<PollRow & { voters: number }>(
      'polls.list',
      `SELECT ${POLL_COLUMNS}, (SELECT count(*)::int FROM poll_vote v WHERE v.poll_id = p.id AND v.complete) AS voters FROM poll p WHERE p.bot_id = $1 ORDER BY p.id DESC LIMIT 500`,
      [botId],
    );
    return rows.map((row) => summaryOf(row, row.voters));
  }

  /** @throws NotFoundError */
  async get(botId: string, pollId: string): Promise<PollDetail> {
    const row = await this.rowOf(botId, pollId);
    const [results, more, page] = await Promise.all([this.results(row), this.countsOf(botId, pollId), this.pages.of(botId, 'poll', pollId)]);
    return {
      ...summaryOf(row, results.voters),
      document: row.document,
      revision: row.revision,
      results,
      shownIn: { people: more.people, groups: more.groups },
      unknownVoters: more.unknown,
      page: this.linkOf(page),
    };
  }

  async create(botId: string, name: string, document: PollDocument): Promise<PollDetail> {
    const id = this.ids.newId();
    await this.database.pg.query('polls.create', `INSERT INTO poll (id, bot_id, name, document, opens_at, closes_at, closes_after, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, [
      id, botId, name, JSON.stringify(document), document.opensAt, document.closesAt, document.closesAfter ?? null, new Date(this.clock.now()),
    ]);
    return this.get(botId, id);
  }

  /**
   * Before it opens everything may change. Afterwards its name and the time it closes: whoever has voted did so for what was asked.
   * @throws NotFoundError, StateConflictError when somebody changed it meanwhile or it is too late
   */
  async save(botId: string, pollId: string, { name, document, revision }: { name: string; document: PollDocument; revision: number }): Promise<PollDetail> {
    await this.database.pg.transaction(async (tx) => {
      const row = await this.lockOrThrow(tx, botId, pollId);
      if (row.revision !== revision) throw new StateConflictError('Somebody else has changed this poll meanwhile.');
      const isOpen = row.state === 'open';
      if (row.state === 'closing' || row.state === 'closed') throw new RulesFixedError('This poll has closed. Copy it to ask again.');
      if (isOpen && !isSame(withoutEnd(row.document), withoutEnd(document))) throw new RulesFixedError('People have begun to vote: only the name and the end can change. Copy the poll to ask something else.');
      await tx.query(
        'polls.save',
        `UPDATE poll SET name = $3, document = $4, opens_at = $5, closes_at = $6, closes_after = $7, revision = revision + 1,
           state = CASE WHEN state = 'scheduled' AND $5::timestamptz IS NULL THEN 'draft' ELSE state END WHERE id = $1 AND bot_id = $2`,
        [pollId, botId, name, JSON.stringify(document), document.opensAt, document.closesAt, document.closesAfter ?? null],
      );
      await this.feed.changed(tx, pollId);
    });
    this.changed(pollId, document);
    return this.get(botId, pollId);
  }

  /** @throws NotFoundError */
  async copy(botId: string, pollId: string, name: string): Promise<PollDetail> {
    const { document } = await this.rowOf(botId, pollId);
    return this.create(botId, name, { ...document, opensAt: null, closesAt: null });
  }

  /** With all its votes. @throws NotFoundError, StateConflictError while people are voting */
  async remove(botId: string, pollId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const row = await this.lockOrThrow(tx, botId, pollId);
      if (row.state === 'open' || row.state === 'closing' || row.followUp !== null) throw new StateConflictError('Close this poll first.');
      await tx.query('polls.removePage', `DELETE FROM game_page WHERE kind = 'poll' AND game_id = $1 AND bot_id = $2`, [pollId, botId]);
      await tx.query('polls.remove', 'DELETE FROM poll WHERE id = $1 AND bot_id = $2', [pollId, botId]);
      await this.feed.changed(tx, pollId);
    });
    this.live.forget(pollId);
  }

  /** Now, or at the time it is to open. Opening an open poll changes nothing: `isNew` is false. @throws NotFoundError, StateConflictError once it has closed */
  async open(botId: string, pollId: string): Promise<{ poll: PollDetail; isNew: boolean }> {
    const now = this.clock.now();
    const { document, isNew } = await this.database.pg.transaction(async (tx) => {
      const row = await this.lockOrThrow(tx, botId, pollId);
      if (row.state === 'open') return { document: row.document, isNew: false };
      if (row.state === 'closing' || row.state === 'closed') throw new StateConflictError('This poll has closed. Copy it to ask again.');
      if (row.closesAt !== null && row.closesAt.getTime() <= now) throw new StateConflictError('The time it closes has passed.');
      const later = row.state === 'draft' && row.opensAt !== null && row.opensAt.getTime() > now;
      if (later) await tx.query('polls.schedule', `UPDATE poll SET state = 'scheduled' WHERE id = $1 AND bot_id = $2`, [pollId, botId]);
      else await openPoll(tx, row.id, row.document, now);
      await this.feed.changed(tx, pollId);
      return { document: row.document, isNew: true };
    });
    this.changed(pollId, document);
    return { poll: await this.get(botId, pollId), isNew };
  }

  /** Now. Closing a closed poll changes nothing. @throws NotFoundError, StateConflictError before it has opened */
  async close(botId: string, pollId: string): Promise<PollDetail> {
    const { state } = await this.rowOf(botId, pollId);
    if (state === 'draft' || state === 'scheduled') throw new StateConflictError('This poll has not opened yet.');
    await this.closing.close(botId, pollId);
    return this.get(botId, pollId);
  }

  /** Put the card into chats, each as a push. @returns how many chats there were */
  async show(botId: string, pollId: string, conversationIds: readonly string[]): Promise<number> {
    const { state } = await this.rowOf(botId, pollId);
    if (state !== 'open') throw new StateConflictError('Open this poll first.');
    let shown = 0;
    for (const id of conversationIds) {
      const conversation = await this.conversations.find(botId, id);
      if (!conversation) continue;
      // As if the card had been asked for in the chat; there is no reply token, so it is pushed.
      await this.conversations.happen(conversation, { type: 'postbackReceived', data: this.taps.postback.write({ kind: 'poll', gameId: pollId, action: ANNOUNCE }, id), at: this.clock.now() });
      await this.shownIn(this.database.pg, { botId, conversationId: id }, pollId);
      shown++;
    }
    return shown;
  }

  /** This chat has the card. */
  async shownIn(sql: Pick<Sql, 'query'>, { botId, conversationId }: Pick<EffectScene, 'botId' | 'conversationId'>, pollId: string): Promise<void> {
    await sql.query('polls.shown', 'INSERT INTO poll_showing (poll_id, bot_id, conversation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [pollId, botId, conversationId]);
  }

  /** The page with the results: on or off. */
  async setPage(botId: string, pollId: string, change: { isOn: boolean; joinText?: string }): Promise<PublicPageLink> {
    await this.rowOf(botId, pollId);
    const page = await this.pages.set(botId, 'poll', pollId, change);
    this.live.forget(pollId);
    await this.feed.changed(this.database.pg, pollId);
    return this.linkOf(page);
  }

  /** Who voted for what, page by page. @throws NotFoundError, StateConflictError for a secret poll */
  async votes(botId: string, pollId: string, { cursor, limit = PAGE }: { cursor?: string; limit?: number }): Promise<{ items: PollVote[]; nextCursor: string | null }> {
    const { document } = await this.rowOf(botId, pollId);
    if (document.secret) throw new StateConflictError('This vote is secret.');
    const { rows } = await this.database.pg.query<Omit<PollVote, 'at'> & { at: Date }>(
      'polls.votes',
      `SELECT v.voter AS id, v.contact_id AS "contactId", c.display_name AS "displayName", v.choices, v.voted_at AS at FROM poll_vote v LEFT JOIN contact c ON c.id = v.contact_id
       WHERE v.poll_id = $1 AND v.bot_id = $2 AND v.complete AND v.voter > $3 ORDER BY v.voter LIMIT $4`,
      [pollId, botId, cursor ?? '', limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** How the vote stands, counted now; as it was counted when it closed. */
  async results(row: Pick<PollRow, 'id' | 'document' | 'result'>): Promise<PollResults> {
    if (row.result) return row.result;
    const choices = choicesOf(row.document);
    return resultsOf(row.document.kind, choices, await countVotes(this.database.pg, row.id, row.document.kind === 'ranked', choices.length), this.clock.now());
  }

  /** @throws NotFoundError */
  async rowOf(botId: string, pollId: string, sql: Pick<Sql, 'query'> = this.database.pg): Promise<PollRow> {
    const { rows } = await sql.query<PollRow>('polls.row', `SELECT ${POLL_COLUMNS} FROM poll p WHERE p.bot_id = $1 AND p.id = $2`, [botId, pollId]);
    if (!rows[0]) throw new NotFoundError('poll');
    return rows[0];
  }

  /**
   * The poll of a step of a flow, made and opened when it is reached for the first time. What a draft makes is a poll of its own: trying a
   * flow out must not spoil real votes. A step that asks something else than before is a new poll.
   */
  async ofStep(tx: Transaction, scene: EffectScene, step: StepPoll): Promise<string> {
    const { rows: channel } = await tx.query<{ runs: string }>('polls.runs', 'SELECT runs FROM channel WHERE id = $1 AND bot_id = $2', [scene.channelId, scene.botId]);
    const who = step.together === 'everyone' ? null : step.together === 'chat' ? scene.conversationId : step.sessionId;
    const origin = createHash('sha256').update(JSON.stringify([channel[0]?.runs, step.flowId, step.nodeId, who, step.content, step.closesInMs])).digest('base64url');
    const { rows: known } = await tx.query<{ id: string }>('polls.byOrigin', 'SELECT id FROM poll WHERE bot_id = $1 AND origin = $2', [scene.botId, origin]);
    if (known[0]) return known[0].id;
    const closesAt = step.closesInMs === undefined ? null : scene.now + step.closesInMs;
    const document = pollDocumentSchema.parse({ ...step.content, ...(closesAt !== null && { closesAt: new Date(closesAt).toISOString() }) });
    const { rows } = await tx.query<{ id: string; isNew: boolean }>(
      'polls.makeOfStep',
      `INSERT INTO poll AS p (id, bot_id, name, document, closes_at, closes_after, origin, flow_id, node_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10 / 1000.0))
       ON CONFLICT (bot_id, origin) WHERE origin IS NOT NULL DO UPDATE SET origin = excluded.origin RETURNING p.id, p.id = $1 AS "isNew"`,
      [
        this.ids.newId(), scene.botId, [...resolveText(step.content.question, [])].slice(0, NAME_MAX).join(''), JSON.stringify(document), document.closesAt, document.closesAfter ?? null, origin, step.flowId, step.nodeId,
        scene.now,
      ],
    );
    const { id, isNew } = rows[0]!;
    if (isNew) await openPoll(tx, id, document, scene.now);
    if (closesAt !== null) this.worker.ringAt('polls', closesAt, scene.now);
    return id;
  }

  private async lockOrThrow(tx: Transaction, botId: string, pollId: string): Promise<PollRow> {
    const { rows } = await tx.query<PollRow>('polls.lock', `SELECT ${POLL_COLUMNS} FROM poll p WHERE p.bot_id = $1 AND p.id = $2 FOR NO KEY UPDATE`, [botId, pollId]);
    if (!rows[0]) throw new NotFoundError('poll');
    return rows[0];
  }

  private async countsOf(botId: string, pollId: string): Promise<{ people: number; groups: number; unknown: number }> {
    const { rows } = await this.database.pg.query<{ people: number; groups: number; unknown: number }>(
      'polls.counts',
      `SELECT count(*) FILTER (WHERE v.key LIKE 'u:%')::int AS people, count(*) FILTER (WHERE v.key NOT LIKE 'u:%')::int AS groups,
         (SELECT count(*)::int FROM poll_vote n WHERE n.poll_id = $1 AND n.contact_id IS NULL AND n.complete) AS unknown
       FROM poll_showing s JOIN conversation v ON v.id = s.conversation_id WHERE s.poll_id = $1 AND s.bot_id = $2`,
      [pollId, botId],
    );
    return rows[0]!;
  }

  private changed(pollId: string, document: PollDocument): void {
    this.live.forget(pollId);
    for (const moment of [document.opensAt, document.closesAt]) if (moment !== null) this.worker.ringAt('polls', Date.parse(moment), this.clock.now());
  }

  private linkOf({ isOn, code, joinText }: { isOn: boolean; code: string; joinText: string }): PublicPageLink {
    return { url: isOn ? `${this.config.PUBLIC_URL}/p/${code}` : null, joinText };
  }
}

function summaryOf(row: PollRow, voters: number): PollSummary {
  const { id, name, state, document, opensAt, closesAt, openedAt, closedAt, createdAt, flowId, nodeId } = row;
  return {
    id, name, state, voters, kind: document.kind,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    openedAt: openedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    madeBy: flowId !== null && nodeId !== null ? { flowId, nodeId } : null,
  };
}

function withoutEnd({ closesAt: _end, ...rest }: PollDocument): Omit<PollDocument, 'closesAt'> {
  return rest;
}

/** Equal whatever the order of their fields. */
function isSame(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}
