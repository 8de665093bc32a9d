import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { Segment, SegmentProblem, SegmentReason } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import { isBlocked } from './checkSegment';
import { evaluateSegment } from './evaluateSegment';
import { readPersonFacts } from './readPersonFacts';
import { SegmentFacts } from './SegmentFacts';
import { Segments } from './Segments';

/** Says why one person is in a segment or not. */
@Injectable()
export class SegmentExplainer {
  constructor(
    private readonly database: Database,
    private readonly segments: Segments,
    private readonly facts: SegmentFacts,
  ) {}

  /** With a blocking problem nobody is in it, whatever the rules say. @throws NotFoundError */
  async explain(botId: string, segment: Segment, contactId: string): Promise<{ isIn: boolean; reason: SegmentReason; problems: SegmentProblem[] }> {
    const [problems, scene] = [await this.segments.problems(botId, segment), await this.segments.scene(botId)];
    const person = (await readPersonFacts(this.database.pg, scene, this.facts, [contactId], [segment])).get(contactId);
    if (!person) throw new NotFoundError('contact');
    const reason = evaluateSegment(segment, person, scene);
    return { isIn: reason.isMet && !isBlocked(problems), reason, problems };
  }

  /** Saved segments the person is in, by name. @throws NotFoundError */
  async segmentsOf(botId: string, contactId: string): Promise<{ id: string; name: string }[]> {
    const saved = (await this.segments.list(botId)).filter(({ problems }) => !isBlocked(problems));
    const scene = await this.segments.scene(botId);
    const person = (await readPersonFacts(this.database.pg, scene, this.facts, [contactId], saved.map(({ definition }) => definition))).get(contactId);
    if (!person) throw new NotFoundError('contact');
    return saved.filter(({ definition }) => evaluateSegment(definition, person, scene).isMet).map(({ id, name }) => ({ id, name }));
  }
}
