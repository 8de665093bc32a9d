import { z } from 'zod';

/** Exits that node types name themselves; a choice may not be called so. */
export const RESERVED_PORTS: readonly string[] = ['next', 'answered', 'failed', 'noAnswer', 'skipped', 'else', 'returned'];

/** Id of a choice, case or branch; it is also the id of its port, so edges keep their place when words change. */
export const portIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/, 'An id has 1 to 32 letters, digits, "_" or "-".')
  .refine((id) => !['__proto__', 'constructor', 'prototype'].includes(id), 'This id is not allowed.')
  .meta({ control: 'hidden' });

/** Like `portIdSchema`, for types that also have exits of their own with the reserved names. */
export const choiceIdSchema = portIdSchema.refine((id) => !RESERVED_PORTS.includes(id), {
  error: (issue) => `"${String(issue.input)}" is the name of an exit that the step has anyway; choose another id.`,
});

/** Adds an issue for every id that occurs twice. `path` leads to an entry's id. */
export function refuseDoubleIds(
  ids: readonly { id: string; path: (string | number)[] }[],
  context: { addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string; params: Record<string, unknown> }): void },
): void {
  const seen = new Set<string>();
  for (const { id, path } of ids) {
    if (seen.has(id)) {
      context.addIssue({ code: 'custom', path, message: `The id "${id}" is used twice.`, params: { code: 'idTwice', id } });
    }
    seen.add(id);
  }
}
