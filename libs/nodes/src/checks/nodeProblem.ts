import type { NodeProblem, ProblemSeverity } from '@chatloom/flow';
import type { ProblemCode } from '../problemCodes';

/** A problem whose code the translators know. `path` leads to the field inside the node's data. */
export function nodeProblem(
  code: ProblemCode,
  severity: ProblemSeverity,
  path: (string | number)[],
  message: string,
  params?: Record<string, string | number>,
): NodeProblem {
  return { code, severity, path, message, ...(params ? { params } : {}) };
}
