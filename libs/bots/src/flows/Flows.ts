import { Injectable } from '@nestjs/common';
import { FLOW_FORMAT_VERSION, type FlowDocument, type Problem } from '@chatloom/flow';
import { Database, IdSource } from '@chatloom/platform';
import { In } from 'typeorm';
import { touchDrafts, touchLive } from '../bots/revisions';
import { Drafts, type Editor } from './Drafts';
import { Flow } from './Flow';
import { countsWith, FlowFacts, type ProblemCounts } from './FlowFacts';
import type { FlowPicture } from './flowPicture';
import { type FlowHead, knownFlowIds, lockFlow, readHead, readHeads } from './flowRows';
import { KnownThings } from './KnownThings';
import { readDocument, readStored, writeDocument } from './readDocument';

export interface FlowSummary extends FlowHead {
  problems: ProblemCounts;
  picture: FlowPicture;
  /** It runs on a track of its own, beside conversations. */
  isSeries: boolean;
}
export interface FlowDetail extends FlowHead {
  document: FlowDocument;
  problems: Problem[];
}
const NAME_MAX = 120;

/** Flows of a bot: made, listed, put in order, archived, copied. Edits are `Drafts`, versions are `Publishing`. */
@Injectable()
export class Flows {
  private readonly facts = new FlowFacts();

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly drafts: Drafts,
    private readonly things: KnownThings,
  ) {}

  /** In the designer's order. */
  async list(botId: string, archived = false): Promise<FlowSummary[]> {
    const heads = await readHeads(this.database.orm, botId, { archived });
    return this.summarise(botId, heads);
  }

  /** @throws NotFoundError */
  async summary(botId: string, flowId: string): Promise<FlowSummary> {
    const head = await readHead(this.database.orm, botId, flowId);
    return (await this.summarise(botId, [head]))[0]!;
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, flowId: string): Promise<FlowDetail> {
    // The head first: a draft read after it is at least as new, and its revision comes with it.
    const head = await readHead(this.database.orm, botId, flowId);
    const flow = await this.database.orm.getRepository(Flow).findOneByOrFail({ id: flowId, botId });
    const document = readStored(flow.draft);
    return { ...head, name: flow.name, draftRevision: flow.draftRevision, document, problems: await this.drafts.check(botId, document) };
  }

  /** A new flow at the end of the list. @throws DocumentRefusedError */
  async create(botId: string, json: unknown, name?: string): Promise<FlowDetail> {
    const read = readDocument(json);
    const document = name === undefined ? read : { ...read, name };
    const text = writeDocument(document);
    const id = this.ids.newId();
    await this.database.orm.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO flow (id, bot_id, name, draft, position) SELECT $1, $2, $3, $4::json, coalesce(max(position), -1) + 1 FROM flow WHERE bot_id = $2`,
        [id, botId, document.name, text],
      );
      await touchDrafts(manager, botId);
    });
    return this.getOrThrow(botId, id);
  }

  /** A flow with nothing in it yet. */
  createBlank(botId: string, name: string, language: string): Promise<FlowDetail> {
    return this.create(botId, { formatVersion: FLOW_FORMAT_VERSION, name, language, nodes: {}, edges: [], layout: { nodes: {} } } satisfies FlowDocument);
  }

  /** The draft as a new flow. @throws NotFoundError */
  async duplicate(botId: string, flowId: string, name?: string): Promise<FlowDetail> {
    const { document } = await this.getOrThrow(botId, flowId);
    return this.create(botId, document, name ?? `${document.name.slice(0, NAME_MAX - 2)} 2`);
  }

  /** Renaming is an edit of the draft like any other. @throws NotFoundError */
  async rename(botId: string, flowId: string, name: string, editor: Editor): Promise<void> {
    const { name: before } = await readHead(this.database.orm, botId, flowId);
    if (before !== name) await this.drafts.apply(botId, flowId, null, [{ type: 'renameFlow', name }], editor);
  }

  /** Put the flow at place `position` (0 = first) among the bot's flows; the others close up. @throws NotFoundError */
  async moveTo(botId: string, flowId: string, position: number): Promise<void> {
    await this.database.orm.transaction(async (manager) => {
      // All rows that will change, in one order for everybody, and before the bot's row.
      await manager.query('SELECT 1 FROM flow WHERE bot_id = $1 ORDER BY id FOR UPDATE', [botId]);
      await readHead(manager, botId, flowId);
      const rows: { id: string }[] = await manager.query('SELECT id FROM flow WHERE bot_id = $1 AND id <> $2 ORDER BY archived_at IS NOT NULL, position, id', [botId, flowId]);
      const order = rows.map((row) => row.id);
      order.splice(Math.min(position, order.length), 0, flowId);
      await manager.query('UPDATE flow SET position = p.place - 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS p(id, place) WHERE flow.id = p.id AND flow.bot_id = $1', [botId, order]);
      await touchLive(manager, botId);
    });
  }

  /** Out of sight; it starts for nobody, people inside finish. Again has no effect. @throws NotFoundError */
  async archive(botId: string, flowId: string): Promise<void> {
    await this.setArchived(botId, flowId, 'coalesce(archived_at, now())');
  }

  /** As it was before archiving. @throws NotFoundError */
  async restore(botId: string, flowId: string): Promise<FlowSummary> {
    await this.setArchived(botId, flowId, 'NULL');
    return this.summary(botId, flowId);
  }

  private async setArchived(botId: string, flowId: string, value: string): Promise<void> {
    await this.database.orm.transaction(async (manager) => {
      await lockFlow(manager, botId, flowId);
      await manager.query(`UPDATE flow SET archived_at = ${value}, updated_at = now() WHERE id = $1`, [flowId]);
      await touchLive(manager, botId);
    });
  }

  private async summarise(botId: string, heads: FlowHead[]): Promise<FlowSummary[]> {
    const unknown = heads.filter((head) => !this.facts.get(head.id, head.draftRevision)).map((head) => head.id);
    const learned = new Map<string, ReturnType<FlowFacts['learn']>>();
    if (unknown.length > 0) {
      const flows = await this.database.orm.getRepository(Flow).find({ where: { botId, id: In(unknown) }, select: { id: true, draft: true, draftRevision: true } });
      for (const flow of flows) learned.set(flow.id, this.facts.learn(flow.id, flow.draftRevision, readStored(flow.draft)));
    }
    const found = heads.flatMap((head) => {
      const facts = this.facts.get(head.id, head.draftRevision) ?? learned.get(head.id);
      return facts ? [{ head, facts }] : [];
    });
    const flowIds = await knownFlowIds(this.database.orm, botId);
    const segments = found.some(({ facts }) => facts.segments.length > 0) ? await this.things.segments(botId) : undefined;
    return found.map(({ head, facts }) => ({ ...head, problems: countsWith(facts, flowIds, segments), picture: facts.picture, isSeries: facts.isSeries }));
  }
}
