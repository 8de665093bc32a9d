import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './build.mjs';
import { inRoot, root } from './paths.mjs';

/**
 * The PostgreSQL of one run of `npm test`: our own supervisor on a folder that is thrown away afterwards. One given
 * from outside as TEST_DATABASE_URL is used as it is.
 * @param {{ durable?: boolean }} [options] `durable`: with fsync, as in production (benchmarks, fault tests)
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startTestDatabase({ durable = false } = {}) {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  // Compiled on the spot: the supervisor is TypeScript, and this runs before any test runner.
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-npm-test-'));
  const compiled = inRoot('dist/tools', String(process.pid));
  await bundleForNode(inRoot('libs/platform/src/database/embeddedPostgres.ts'), compiled);
  const { EmbeddedPostgres } = await import(pathToFileURL(join(compiled, 'main.js')).href);
  rmSync(compiled, { recursive: true, force: true });
  const postgres = await EmbeddedPostgres.start({ folder: join(folder, 'pg'), searchFrom: root, volatile: !durable, throwAway: true });
  return {
    url: postgres.urlOf('postgres'),
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
