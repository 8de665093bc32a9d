import { spawnSync } from 'node:child_process';
import { build } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { checks, inOrder } from './steps/checks.mjs';
import { findChromium } from './steps/findChromium.mjs';
import { install } from './steps/install.mjs';
import { startTestDatabase } from './steps/testDatabase.mjs';

/**
 * `npm test`: everything, with no prior step. `npm test -- --only=unit,lint` runs some of it, further words are paths
 * for Jest (`npm test -- --only=integration libs/platform`). The last line is the sum, alone: `N passed, N failed, N skipped`.
 */
const options = process.argv.slice(2);
const only = options.find((option) => option.startsWith('--only='))?.slice('--only='.length).split(',');
const paths = options.filter((option) => !option.startsWith('--'));
const unknown = (only ?? []).filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`There is no check "${unknown[0]}". Known: ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}
const wanted = Object.keys(checks).filter((name) => only === undefined || only.includes(name));

checkNode();
await install();
if (wanted.includes('e2e')) await build();

const needsDatabase = wanted.includes('integration') || wanted.includes('e2e');
const database = needsDatabase ? await startTestDatabase() : null;
if (database) process.env.TEST_DATABASE_URL = database.url;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void (database?.stop() ?? Promise.resolve()).finally(() => process.exit(130)));

if (wanted.includes('e2e')) {
  const chromium = await findChromium();
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  else console.log('No Chromium was found, neither on this system nor inside npm: the browser tests will fail. Install one, or set CHROMIUM_PATH.');
}
if (needsDatabase && spawnSync('redis-server', ['--version']).status !== 0) {
  console.log('redis-server is not on the PATH: what is tried on both backends is tried on PostgreSQL only.');
}

const sum = { passed: 0, failed: 0, skipped: 0 };
const add = (counts) => {
  for (const key of Object.keys(sum)) sum[key] += counts[key];
};
try {
  for (const begin of inOrder(wanted, paths)) for (const counts of await Promise.all(begin())) add(counts);
} finally {
  await database?.stop();
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
