import { checkFlow, type FlowDocument, type KnownSegments, type Problem } from '@chatloom/flow';
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
  /** Ids of segments its steps wait for, likewise. */
  segments: string[];
}

const KEPT = 5_000;

/** Facts of drafts, worked out once per revision. */
export class FlowFacts {
  private readonly known = new LruCache<string, Facts>(KEPT);

  get(flowId: string, draftRevision: number): Facts | undefined {
    return this.known.get(`${flowId}/${draftRevision}`);
  }

  learn(flowId: string, draftRevision: number, document: FlowDocument): Facts {
    const problems = checkFlow(document, nodeDefinitions, { flowIds: [], segments: new Map() });
    const named = (code: string, param: string) => problems.flatMap((problem) => (problem.code === code ? [String(problem.params![param])] : []));
    const counts = countProblems(problems.filter((problem) => problem.code !== 'flowUnknown' && problem.code !== 'segmentUnknown'));
    const facts = { counts, picture: flowPicture(document, nodeDefinitions), isSeries: document.series !== undefined, references: named('flowUnknown', 'flow'), segments: named('segmentUnknown', 'segment') };
    this.known.set(`${flowId}/${draftRevision}`, facts);
    return facts;
  }
}

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const counts: ProblemCounts = { blocking: 0, warning: 0, advice: 0 };
  for (const problem of problems) counts[problem.severity] += 1;
  return counts;
}

/** The counts with references looked up among the bot's flows and, where anybody knows of them, its segments. */
export function countsWith(facts: Facts, flowIds: ReadonlySet<string>, segments: KnownSegments | undefined): ProblemCounts {
  const waitedFor = segments === undefined ? [] : facts.segments.map((id) => segments.get(id));
  const lost = facts.references.filter((id) => !flowIds.has(id)).length + waitedFor.filter((segment) => segment === undefined).length;
  const unusable = waitedFor.filter((segment) => segment?.usable === false).length;
  return { ...facts.counts, blocking: facts.counts.blocking + lost, warning: facts.counts.warning + unusable };
}
