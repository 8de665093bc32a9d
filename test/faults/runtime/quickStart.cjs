/**
 * Loads the bundled bare runtime beside it with the machine code kept from its first life: a process that is killed
 * thousands of times starts in a fifth of the time. What runs is the same code.
 */
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

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
  // Whole or not at all: another life may be starting at this moment, or this one may be ending.
  const half = `${kept}.${process.pid}`;
  writeFileSync(half, script.createCachedData());
  renameSync(half, kept);
}
