import { Inject, Injectable } from '@nestjs/common';
import { SegmentRefusedError, Segments } from '@chatloom/audience';
import { NotFoundError } from '@chatloom/bots';
import type { WhoMayPlay } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** A segment that was changed decides so much later at most. */
const REMEMBERED_MS = 5_000;
const MAX_REMEMBERED = 1_000;

/** A segment as a condition over `contact c`; null where it is gone or broken. */
type Condition = { where: string; values: unknown[] } | null;

/** Who may take part in a game, asked when somebody wants to. */
@Injectable()
export class WhoMayPlayRule {
  private readonly conditions = new Map<string, { at: number; condition: Promise<Condition> }>();

  constructor(@Inject(Segments) private readonly segments: Pick<Segments, 'definitionOf' | 'compile'>) {}

  /** @param scene `now` in ms since 1970. A segment that is gone lets nobody in: it must not become everybody. */
  async fits(sql: Sql, scene: { botId: string; now: number }, contactId: string, who: WhoMayPlay): Promise<boolean> {
    if (who.type === 'everyone') return true;
    if (who.type === 'tag') {
      const { rows } = await sql.query('games.hasTag', 'SELECT 1 FROM contact WHERE bot_id = $1 AND id = $2 AND tags @> ARRAY[$3]', [scene.botId, contactId, who.tag]);
      return rows.length > 0;
    }
    const condition = await this.conditionOf(scene, who.segmentId);
    if (!condition) return false;
    const { rows } = await sql.run(`SELECT 1 FROM contact c WHERE c.id = $${condition.values.length + 1} AND ${condition.where}`, [...condition.values, contactId]);
    return rows.length > 0;
  }

  private conditionOf({ botId, now }: { botId: string; now: number }, segmentId: string): Promise<Condition> {
    const key = `${botId} ${segmentId}`;
    const known = this.conditions.get(key);
    if (known && now - known.at < REMEMBERED_MS) return known.condition;
    const condition = this.compile(botId, segmentId);
    if (this.conditions.size >= MAX_REMEMBERED) this.conditions.clear();
    this.conditions.set(key, { at: now, condition });
    condition.catch(() => this.conditions.delete(key));
    return condition;
  }

  private async compile(botId: string, segmentId: string): Promise<Condition> {
    try {
      return await this.segments.compile(botId, await this.segments.definitionOf(botId, { segmentId }));
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof SegmentRefusedError) return null;
      throw error;
    }
  }
}
