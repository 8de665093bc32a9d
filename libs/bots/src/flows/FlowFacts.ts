import { checkFlow, type FlowDocument, type Problem } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { LruCache } from '../support/LruCache';
import { flowPicture, type FlowPicture } from './flowPicture';

export interface ProblemCounts {
  blocking: number;
  warning: number;
  advice: number;
}
/** What the list of flows shows of a draft. */
export interface Facts {
  counts: ProblemCounts;
  picture: FlowPicture;
  isSeries: boolean;
  /** Ids of other flows it leads to, once per mention: whether they exist is not a fact of this draft alone. */
  references: string[];
}

const KEPT = 5_000;

/** Facts of drafts, worked out once per revision. */
export class FlowFacts {
  private readonly known = new LruCache<string, Facts>(KEPT);

  get(flowId: string, draftRevision: number): Facts | undefined {
    return this.known.get(`${flowId}/${draftRevision}`);
  }

  learn(flowId: string, draftRevision: number, document: FlowDocument): Facts {
    const problems = checkFlow(document, nodeDefinitions, { flowIds: [] });
    const references = problems.flatMap((problem) => (problem.code === 'flowUnknown' ? [String(problem.params!['flow'])] : []));
    const counts = countProblems(problems.filter((problem) => problem.code !== 'flowUnknown'));
    const facts = { counts, picture: flowPicture(document, nodeDefinitions), isSeries: document.series !== undefined, references };
    this.known.set(`${flowId}/${draftRevision}`, facts);
    return facts;
  }
}

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const counts: ProblemCounts = { blocking: 0, warning: 0, advice: 0 };
  for (const problem of problems) counts[problem.severity] += 1;
  return counts;
}

/** The counts with references looked up among the bot's flows. */
export function countsWith(facts: Facts, flowIds: ReadonlySet<string>): ProblemCounts {
  const lost = facts.references.filter((id) => !flowIds.has(id)).length;
  return { ...facts.counts, blocking: facts.counts.blocking + lost };
}
