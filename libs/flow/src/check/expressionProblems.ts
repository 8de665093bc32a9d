import { parseExpression } from '../expression/parseExpression';
import type { NodeProblem } from '../nodeDefinition';

/**
 * Mistakes in the expressions of a node. Fields that hold one are called `expression` in every node type, wherever they
 * stand; one beside a `from` that says something else is not in use.
 */
export function expressionProblems(data: unknown, path: (string | number)[] = []): NodeProblem[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => expressionProblems(item, [...path, index]));
  if (typeof data !== 'object' || data === null) return [];
  const { from } = data as { from?: unknown };
  const inUse = from === undefined || from === 'expression';
  return Object.entries(data).flatMap(([key, value]: [string, unknown]): NodeProblem[] => {
    const place = [...path, key];
    if (key !== 'expression' || typeof value !== 'string') return expressionProblems(value, place);
    const parsed = inUse ? parseExpression(value) : undefined;
    if (!parsed || parsed.ok) return [];
    const { message, position } = parsed.error;
    return [{ code: 'expressionInvalid', path: place, params: { reason: message, position }, message: `The expression cannot be read: ${message}` }];
  });
}
