import type { ZodType } from 'zod';

/** Faults of a document by their path (`prizes.0.name`), each with its code: ours, or the kind of fault zod names. */
export function faultsOf(schema: ZodType, document: unknown): Map<string, string> {
  const { error } = schema.safeParse(document);
  return new Map((error?.issues ?? []).map((issue) => [issue.path.join('.'), (issue.code === 'custom' ? (issue.params?.['code'] as string | undefined) : undefined) ?? issue.code]));
}

/** What is said of the first fault of anything whose path begins like this. */
export function faultBelow(faults: ReadonlyMap<string, string>, prefix: string, say: (code: string) => string): string | undefined {
  for (const [path, code] of faults) if (path.startsWith(prefix)) return say(code);
  return undefined;
}
