import { DocumentRefusedError } from '@chatloom/bots';
import type { SegmentProblem } from '@chatloom/contract';

/** The segment names something that is not there any more, or means nothing. The API answers 422 with a sentence for each problem. */
export class SegmentRefusedError extends DocumentRefusedError {
  constructor(readonly segmentProblems: readonly SegmentProblem[]) {
    super(segmentProblems.map(({ params, ...problem }) => ({ ...problem, ...(params ? { params } : {}) })));
    this.name = 'SegmentRefusedError';
  }
}
