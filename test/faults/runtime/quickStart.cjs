/**
 * Loads the bundled bare runtime beside it with the machine code kept from its first life: a process that is killed
 * thousands of times starts in a fifth of the time. What runs is the same code.
 */
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const WARM_MS = 900;
const file = join(__dirname, 'main.cjs');
const kept = `${file}.cache`;
const isKept = existsSync(kept);
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`, {
  filename: file,
  ...(isKept ? { cachedData: readFileSync(kept) } : {}),
});
const loaded = { exports: {} };
script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, __dirname);
if (!isKept) {
  // Not before it has worked for a while: only what was used is compiled. Whole or not at all: other lives are starting, and this one may end.
  setTimeout(() => {
    const half = `${kept}.${process.pid}`;
    writeFileSync(half, script.createCachedData());
    renameSync(half, kept);
  }, WARM_MS).unref();
}
