import { mkdirSync } from 'node:fs';
import { build, bundleForNode } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';
import { inRoot } from './steps/paths.mjs';
import { runPackage } from './steps/run.mjs';
import { startTestDatabase } from './steps/testDatabase.mjs';

/** `npm run bench [-- --short | --soak]`: see test/bench/main.ts. */
checkNode();
await install();
await build({ only: ['server'] });
const folder = inRoot('dist/bench');
mkdirSync(folder, { recursive: true });
await bundleForNode(inRoot('test/bench/main.ts'), `${folder}/bench`);
for (const bot of ['handWrittenBot', 'inMemoryBot']) await bundleForNode(inRoot('test/bench/bots', `${bot}.ts`), `${folder}/${bot}`);
const database = await startTestDatabase({ durable: true });
try {
  const { code } = await runPackage(`${folder}/bench/main.js`, process.argv.slice(2), { env: { ...process.env, BENCH_DATABASE_URL: database.url, BENCH_SERVER: inRoot('dist/server/main.js') } });
  process.exitCode = code;
} finally {
  await database.stop();
}
