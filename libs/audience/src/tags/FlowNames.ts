import { Injectable } from '@nestjs/common';
import type { FlowUse } from '@chatloom/contract';
import type { FlowDocument } from '@chatloom/flow';
import { Database } from '@chatloom/platform';
import { namesInFlow, type NamedThing, nodesNaming } from './namesInFlow';

/** Which flows name a tag or a field, in what people run now and in drafts. */
@Injectable()
export class FlowNames {
  constructor(private readonly database: Database) {}

  async usesOf(botId: string, thing: NamedThing): Promise<FlowUse[]> {
    return (await this.flows(botId)).flatMap(({ id, name, draft, live }) => {
      const inDraft = nodesNaming(draft, thing);
      const inLive = live ? nodesNaming(live, thing) : [];
      const nodeIds = [...new Set([...inLive, ...inDraft])];
      return nodeIds.length === 0 ? [] : [{ flowId: id, flowName: name, isLive: inLive.length > 0, isDraft: inDraft.length > 0, nodeIds }];
    });
  }

  /** All names in the bot's flows. */
  async all(botId: string): Promise<{ tags: string[]; fields: string[] }> {
    const tags = new Set<string>();
    const fields = new Set<string>();
    for (const { draft, live } of await this.flows(botId)) {
      for (const document of live ? [draft, live] : [draft]) {
        const found = namesInFlow(document);
        found.tags.forEach((tag) => tags.add(tag));
        found.fields.forEach((field) => fields.add(field));
      }
    }
    return { tags: [...tags], fields: [...fields] };
  }

  private async flows(botId: string): Promise<{ id: string; name: string; draft: FlowDocument; live: FlowDocument | null }[]> {
    const { rows } = await this.database.pg.query<{ id: string; name: string; draft: FlowDocument; live: FlowDocument | null }>(
      'audience.flows',
      `SELECT f.id, f.name, f.draft, v.document AS live FROM flow f LEFT JOIN flow_version v ON v.id = f.published_version_id
       WHERE f.bot_id = $1 AND f.archived_at IS NULL ORDER BY f.position, f.id`,
      [botId],
    );
    return rows;
  }
}
