import { Injectable } from '@nestjs/common';
import { type BotSnapshot, type CompiledFlow, draftVersionId, type FlowLibrary } from '@chatloom/engine';
import type { FlowDocument } from '@chatloom/flow';
import { Database } from '@chatloom/platform';
import type { BusinessHours } from '../bots/Bot';
import type { ChannelRuns } from '../channels/Channel';
import { flowEngine } from '../flowEngine';
import { LruCache } from '../support/LruCache';
import { readStored } from './readDocument';

/** What a bot's conversations run on at one moment. */
export interface BotWorld {
  bot: BotSnapshot;
  flows: FlowLibrary;
}
export interface WorldRequest {
  botId: string;
  runs: ChannelRuns;
  /** `live_revision` of the bot for what is published, `draft_revision` for drafts. */
  revision: number;
  /** Versions that sessions stand in, and those of old buttons. */
  versionIds: readonly string[];
}

/** Compiled versions and drafts are kept up to so many nodes in all; about 2 kB each. */
const NODES_KEPT = 100_000;
const WORLDS_KEPT = 2_000;
const UNKNOWN_KEPT = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A bot's flows at one revision. */
interface Edition {
  revision: number;
  bot: BotSnapshot;
  /** In the designer's order. The engine keeps its trigger index with this very array. */
  live: readonly CompiledFlow[];
  flows: FlowLibrary;
  /** Versions whose people were moved on → the version they continue in. */
  moved: ReadonlyMap<string, string>;
}

interface BotRow {
  name: string;
  time_zone: string;
  business_hours: BusinessHours | null;
  live_revision: string;
  draft_revision: string;
  flows: { id: string; version: string | null; revision: number }[] | null;
  moved: { id: string; to: string }[] | null;
}

/**
 * Compiled flows for conversations. A call for a revision and versions that were loaded before costs no query; after a
 * publish only what is new is read and compiled. All look-ups are bounded by the bot.
 */
@Injectable()
export class FlowDirectory {
  private readonly editions = new LruCache<string, Edition>(WORLDS_KEPT);
  private readonly loading = new Map<string, Promise<Edition>>();
  private readonly compiled = new LruCache<string, CompiledFlow>(NODES_KEPT, (flow) => 1 + Object.keys(flow.document.nodes).length);
  /** Version ids that do not exist (forged buttons), so that they are asked for once. */
  private readonly unknown = new LruCache<string, true>(UNKNOWN_KEPT);

  constructor(private readonly database: Database) {}

  /**
   * The bot as of `revision` or newer, with those of `versionIds` loaded that exist and are the bot's own. What is returned
   * holds on to its versions: nothing disappears from it while a turn uses it.
   */
  async load(request: WorldRequest): Promise<BotWorld> {
    const edition = await this.editionOf(request.botId, request.runs, request.revision);
    const missing = request.versionIds.filter((id) => edition.flows.version(id) === undefined);
    if (missing.length === 0) return { bot: edition.bot, flows: edition.flows };
    const versions = await this.ensureVersions(request.botId, missing, edition.moved);
    return { bot: edition.bot, flows: flowEngine.createFlowLibrary({ live: edition.live, versions: (id) => versions.get(id) }) };
  }

  /** Only the library, without versions of people mid-flow. */
  async libraryFor(botId: string, runs: ChannelRuns, revision: number): Promise<FlowLibrary> {
    return (await this.editionOf(botId, runs, revision)).flows;
  }

  /** Compiled versions of this bot by the id asked for; those of moved people are the version they continue in. */
  async ensureVersions(botId: string, versionIds: readonly string[], moved: ReadonlyMap<string, string> = NONE_MOVED): Promise<Map<string, CompiledFlow>> {
    const wanted = new Map(versionIds.map((id) => [id, moved.get(id) ?? id]));
    const found = new Map<string, CompiledFlow>();
    const missing: string[] = [];
    for (const id of new Set(wanted.values())) {
      const known = this.compiled.get(versionKey(botId, id));
      if (known) found.set(id, known);
      else if (UUID.test(id) && !this.unknown.has(versionKey(botId, id))) missing.push(id);
    }
    if (missing.length > 0) {
      for (const flow of await this.readVersions(botId, missing)) found.set(flow.versionId, flow);
      for (const id of missing) if (!found.has(id)) this.unknown.set(versionKey(botId, id), true);
    }
    return new Map([...wanted].flatMap(([id, target]) => (found.has(target) ? [[id, found.get(target)!]] : [])));
  }

  private async editionOf(botId: string, runs: ChannelRuns, revision: number): Promise<Edition> {
    const key = `${runs}:${botId}`;
    const known = this.editions.get(key);
    if (known && known.revision >= revision) return known;
    // One at a time for a bot. Whoever finds one under way that began before their revision was committed loads again.
    const underWay = this.loading.get(key);
    if (underWay) {
      const edition = await underWay;
      if (edition.revision >= revision) return edition;
      return this.editionOf(botId, runs, revision);
    }
    const loading = this.readEdition(botId, runs, known);
    this.loading.set(key, loading);
    try {
      const edition = await loading;
      this.editions.set(key, edition);
      // A revision nobody has committed yet cannot be asked for honestly; answering with what there is ends the matter.
      return edition;
    } finally {
      this.loading.delete(key);
    }
  }

  private async readEdition(botId: string, runs: ChannelRuns, before: Edition | undefined): Promise<Edition> {
    // One statement, so one moment: revision, settings and the list of flows belong together.
    const { rows } = await this.database.pg.query<BotRow>(
      `bots.edition.${runs}`,
      `SELECT b.name, b.time_zone, b.business_hours, b.live_revision, b.draft_revision,
         (SELECT json_agg(json_build_object('id', f.id, 'version', f.published_version_id, 'revision', f.draft_revision) ORDER BY f.position, f.id)
          FROM flow f WHERE f.bot_id = b.id AND f.archived_at IS NULL ${runs === 'published' ? 'AND f.published_version_id IS NOT NULL' : ''}) AS flows,
         ${runs === 'published' ? `(SELECT json_agg(json_build_object('id', v.id, 'to', v.superseded_by)) FROM flow_version v WHERE v.bot_id = b.id AND v.superseded_by IS NOT NULL)` : 'NULL::json'} AS moved
       FROM bot b WHERE b.id = $1`,
      [botId],
    );
    const row = rows[0];
    if (!row) return emptyEdition(botId);
    const flows = row.flows ?? [];
    const live = runs === 'published' ? await this.publishedOf(botId, flows.map((flow) => flow.version!)) : await this.draftsOf(botId, flows);
    const bot: BotSnapshot = { id: botId, name: row.name, timeZone: row.time_zone, ...(row.business_hours ? { businessHours: row.business_hours } : {}) };
    // The same flows as before (only a name changed, say): the same array, and with it the trigger index.
    const kept = before && before.live.length === live.length && live.every((flow, index) => flow === before.live[index]) ? before.live : live;
    const revision = Number(runs === 'published' ? row.live_revision : row.draft_revision);
    const moved = new Map((row.moved ?? []).map(({ id, to }) => [id, to]));
    return { revision, bot, live: kept, flows: flowEngine.createFlowLibrary({ live: kept }), moved };
  }

  private async publishedOf(botId: string, versionIds: string[]): Promise<CompiledFlow[]> {
    const versions = await this.ensureVersions(botId, versionIds);
    return versionIds.flatMap((id) => versions.get(id) ?? []);
  }

  private async draftsOf(botId: string, flows: readonly { id: string; revision: number }[]): Promise<CompiledFlow[]> {
    const found = new Map<string, CompiledFlow>();
    const missing: string[] = [];
    for (const { id, revision } of flows) {
      const known = this.compiled.get(draftKey(id, revision));
      if (known) found.set(id, known);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const { rows } = await this.database.pg.query<{ id: string; draft: FlowDocument; draft_revision: number }>(
        'bots.drafts',
        'SELECT id, draft, draft_revision FROM flow WHERE bot_id = $1 AND id = ANY($2)',
        [botId, missing],
      );
      for (const { id, draft, draft_revision: revision } of rows) {
        const flow = flowEngine.compileFlow({ flowId: id, versionId: draftVersionId(id), document: readStored(draft) });
        this.compiled.set(draftKey(id, revision), flow);
        found.set(id, flow);
      }
    }
    return flows.flatMap(({ id }) => found.get(id) ?? []);
  }

  private async readVersions(botId: string, versionIds: string[]): Promise<CompiledFlow[]> {
    const { rows } = await this.database.pg.query<{ id: string; flow_id: string; document: FlowDocument }>(
      'bots.versions',
      'SELECT id, flow_id, document FROM flow_version WHERE bot_id = $1 AND id = ANY($2)',
      [botId, versionIds],
    );
    return rows.map(({ id, flow_id: flowId, document }) => {
      const flow = flowEngine.compileFlow({ flowId, versionId: id, document: readStored(document) });
      this.compiled.set(versionKey(botId, id), flow);
      return flow;
    });
  }
}

const NONE_MOVED: ReadonlyMap<string, string> = new Map();
const versionKey = (botId: string, versionId: string) => `${botId}/${versionId}`;
const draftKey = (flowId: string, revision: number) => `draft/${flowId}/${revision}`;

/** A bot that is gone runs nothing. */
function emptyEdition(botId: string): Edition {
  const live: CompiledFlow[] = [];
  return { revision: Number.MAX_SAFE_INTEGER, bot: { id: botId, name: '', timeZone: 'UTC' }, live, flows: flowEngine.createFlowLibrary({ live }), moved: NONE_MOVED };
}
