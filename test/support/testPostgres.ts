import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedPostgres } from '../../libs/platform/src/database/embeddedPostgres';

/**
 * The PostgreSQL of a test run. `TEST_DATABASE_URL` names one that runs already (`npm test` starts its own); without
 * it a fast, forgetful one of this checkout is started or shared with other test runs of the same checkout.
 */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const root = resolve(__dirname, '../..');
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const postgres = await EmbeddedPostgres.start({ folder: join(tmpdir(), `chatloom-test-${name}`), searchFrom: root, volatile: true });
  return { url: postgres.urlOf('postgres'), stop: () => postgres.stop() };
}
