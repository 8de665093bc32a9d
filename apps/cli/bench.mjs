import { existsSync, mkdirSync } from 'node:fs';
import { build, bundleForNode } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';
import { inRoot } from './steps/paths.mjs';
import { runPackage } from './steps/run.mjs';
import { startTestDatabase } from './steps/testDatabase.mjs';

/**
 * `npm run bench [-- --short | --soak]`: see test/bench/main.ts. `--only=<name>` runs test/bench/<name>.bench.ts alone where there is one, e.g.
 * `--only=audience`; each says at its top what it measures.
 */
checkNode();
await install();
await build({ only: ['server'] });
const folder = inRoot('dist/bench');
mkdirSync(folder, { recursive: true });
const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7);
const alone = inRoot('test/bench', `${only}.bench.ts`);
await bundleForNode(existsSync(alone) ? alone : inRoot('test/bench/main.ts'), `${folder}/bench`);
for (const bot of ['handWrittenBot', 'inMemoryBot']) await bundleForNode(inRoot('test/bench/bots', `${bot}.ts`), `${folder}/${bot}`);
const database = await startTestDatabase({ durable: true });
try {
  const { code } = await runPackage(`${folder}/bench/main.js`, process.argv.slice(2), { env: { ...process.env, BENCH_DATABASE_URL: database.url, BENCH_SERVER: inRoot('dist/server/main.js') } });
  process.exitCode = code;
} finally {
  await database.stop();
}
