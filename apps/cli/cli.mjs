import { build } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';
import { inRoot } from './steps/paths.mjs';
import { pathToFileURL } from 'node:url';

/** `npm run cli -- flow check FILE`: build what changed, then hand over to apps/cli/src. */
checkNode();
await install();
await build({ only: ['cli'], quiet: true });
const { main } = await import(pathToFileURL(inRoot('dist/cli/main.js')).href);
process.exitCode = await main(process.argv.slice(2), process);
