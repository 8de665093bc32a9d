import { FLOW_FORMAT_VERSION } from '../document';
import type { Problem } from '../problem';
import { MIGRATIONS } from './registry';

/** Raw JSON in today's format and which migrations it took, or the reason why that cannot be. */
export type MigratedDocument = { raw: Record<string, unknown>; applied: string[]; problem?: undefined } | { raw?: undefined; problem: Problem };

/** Lifts a document of any older format, step by step, to the newest. Its content is not judged here. */
export function migrateDocument(json: unknown): MigratedDocument {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return fault('notAnObject', [], 'A flow document is a JSON object.');
  }
  let raw = json as Record<string, unknown>;
  const version = raw.formatVersion;
  if (version === undefined) return fault('formatVersionMissing', ['formatVersion'], 'formatVersion is missing.');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return fault('formatVersionInvalid', ['formatVersion'], `formatVersion must be a whole number, not ${JSON.stringify(version)}.`);
  }
  if (version > FLOW_FORMAT_VERSION) {
    return fault('formatVersionTooNew', ['formatVersion'], `The document has format ${version}; this program knows formats up to ${FLOW_FORMAT_VERSION}.`, {
      version,
      newest: FLOW_FORMAT_VERSION,
    });
  }
  const applied: string[] = [];
  for (const migration of MIGRATIONS) {
    if (migration.from < version) continue;
    raw = migration.migrate(raw);
    applied.push(migration.name);
  }
  return { raw, applied };
}

function fault(code: string, path: (string | number)[], message: string, params?: Record<string, string | number>): MigratedDocument {
  return { problem: { code, severity: 'blocking', path, message, ...(params && { params }) } };
}
