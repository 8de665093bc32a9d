import { NotFoundError } from '@chatloom/bots';
import type { SeriesNumbers as Numbers, SeriesSummary } from '@chatloom/contract';
import { type FlowDocument, seriesSchema } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { Database } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';

interface SeriesRow {
  id: string;
  name: string;
  draft: FlowDocument;
  is_published: boolean;
  is_changed: boolean;
}
type People = SeriesSummary['people'];

/**
 * Series of a bot with what became of the people in them, read from what is kept of everybody's way through flows (`flow_run`, `flow_visit` of audience); it lags a
 * second or two behind.
 */
@Injectable()
export class SeriesNumbers {
  constructor(private readonly database: Database) {}

  async list(botId: string): Promise<SeriesSummary[]> {
    const rows = await this.rows(botId, null);
    const people = await this.people(botId, rows.map((row) => row.id));
    return rows.map((row) => summaryOf(row, people.get(row.id)));
  }

  /** @throws NotFoundError when the bot has no such flow, or it is no series */
  async getOrThrow(botId: string, flowId: string): Promise<Numbers> {
    const [row] = await this.rows(botId, flowId);
    if (!row) throw new NotFoundError('flow');
    const people = await this.people(botId, [flowId]);
    const { rows: visits } = await this.database.pg.query<{ node_id: string; reached: number; times: number; first: Date }>(
      'series.visits',
      'SELECT node_id, count(*)::int AS reached, sum(times)::int AS times, min(first_at) AS first FROM flow_visit WHERE bot_id = $1 AND flow_id = $2 GROUP BY node_id',
      [botId, flowId],
    );
    const { rows: standing } = await this.database.pg.query<{ node_id: string; waiting: number; left: number }>(
      'series.standing',
      `SELECT node_id, count(*) FILTER (WHERE state NOT IN ('finished', 'dropped'))::int AS waiting, count(*) FILTER (WHERE state = 'dropped')::int AS "left"
       FROM flow_run WHERE bot_id = $1 AND flow_id = $2 AND node_id IS NOT NULL GROUP BY node_id`,
      [botId, flowId],
    );
    const steps = inOrder(row.draft).map((nodeId) => {
      const visit = visits.find((one) => one.node_id === nodeId);
      const stand = standing.find((one) => one.node_id === nodeId);
      const { type, title = '' } = row.draft.nodes[nodeId]!;
      return { nodeId, type, title, reached: visit?.reached ?? 0, times: visit?.times ?? 0, waiting: stand?.waiting ?? 0, left: stand?.left ?? 0 };
    });
    return { ...summaryOf(row, people.get(flowId)), steps };
  }

  private async rows(botId: string, flowId: string | null): Promise<SeriesRow[]> {
    const { rows } = await this.database.pg.query<SeriesRow>(
      'series.flows',
      `SELECT id, name, draft, published_version_id IS NOT NULL AS is_published, draft_revision IS DISTINCT FROM published_revision AS is_changed
       FROM flow WHERE bot_id = $1 AND ($2::uuid IS NULL OR id = $2) AND archived_at IS NULL AND draft -> 'series' IS NOT NULL ORDER BY position, id`,
      [botId, flowId],
    );
    return rows;
  }

  private async people(botId: string, flowIds: string[]): Promise<Map<string, People>> {
    const { rows } = await this.database.pg.query<{ flow_id: string } & People>(
      'series.people',
      `SELECT flow_id, count(*)::int AS entered, count(*) FILTER (WHERE state NOT IN ('finished', 'dropped'))::int AS inside,
         count(*) FILTER (WHERE state = 'finished')::int AS finished, count(*) FILTER (WHERE state = 'dropped')::int AS "left"
       FROM flow_run WHERE bot_id = $1 AND flow_id = ANY ($2::uuid[]) GROUP BY flow_id`,
      [botId, flowIds],
    );
    return new Map(rows.map(({ flow_id, ...people }) => [flow_id, people]));
  }
}

function summaryOf({ id, name, draft, is_published, is_changed }: SeriesRow, people: People = { entered: 0, inside: 0, finished: 0, left: 0 }): SeriesSummary {
  return { flowId: id, name, state: !is_published ? 'draft' : is_changed ? 'changed' : 'live', settings: seriesSchema.parse(draft.series), triggers: triggersOf(draft).map((nodeId) => draft.nodes[nodeId]!.type), people };
}

function triggersOf({ nodes }: FlowDocument): string[] {
  return Object.keys(nodes)
    .sort()
    .filter((id) => (nodeDefinitions as Record<string, { kind: string } | undefined>)[nodes[id]!.type]?.kind === 'trigger');
}

/** Steps as people come to them, the shortest way first; those nobody can come to are last. */
export function inOrder(document: FlowDocument): string[] {
  const order = new Set(triggersOf(document));
  for (const id of order) for (const edge of document.edges) if (edge.from === id && document.nodes[edge.to]) order.add(edge.to);
  return [...order, ...Object.keys(document.nodes).filter((id) => !order.has(id)).sort()];
}
