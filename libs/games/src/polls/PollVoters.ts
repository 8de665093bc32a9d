import { Inject, Injectable } from '@nestjs/common';
import { SegmentRefusedError, Segments } from '@chatloom/audience';
import { NotFoundError } from '@chatloom/bots';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import type { VoteScene } from './decideVote';
import type { LivePoll } from './LivePolls';

/** A segment that was changed decides so much later at most. */
const REMEMBERED_MS = 5_000;
const MAX_REMEMBERED = 1_000;

/** A segment as a condition over `contact c`; null where it is gone or broken. */
type Condition = { where: string; values: unknown[] } | null;

/** Who may vote. */
@Injectable()
export class PollVoters {
  private readonly conditions = new Map<string, { at: number; condition: Promise<Condition> }>();

  constructor(@Inject(Segments) private readonly segments: Pick<Segments, 'definitionOf' | 'compile'>) {}

  async may(tx: Transaction, scene: EffectScene, poll: LivePoll, isGroup: boolean): Promise<VoteScene['may']> {
    const { voters, unknownVoters } = poll.document;
    if (voters.who === 'group' && !isGroup) return 'groupOnly';
    if (scene.contactId === null) return unknownVoters === 'count' && voters.who !== 'segment' ? 'yes' : 'unknownVoter';
    if (voters.who !== 'segment') return 'yes';
    const condition = await this.conditionOf(scene, voters.segmentId);
    // A segment that is gone must not become everybody.
    if (!condition) return 'notAllowed';
    const { rows } = await tx.run(`SELECT 1 FROM contact c WHERE c.id = $${condition.values.length + 1} AND ${condition.where}`, [...condition.values, scene.contactId]);
    return rows.length > 0 ? 'yes' : 'notAllowed';
  }

  private conditionOf({ botId, now }: EffectScene, segmentId: string): Promise<Condition> {
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
