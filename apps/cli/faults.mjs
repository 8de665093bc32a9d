import { copyFileSync, rmSync } from 'node:fs';
import { bundleForNode } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';
import { inRoot } from './steps/paths.mjs';
import { runPackage } from './steps/run.mjs';

/** `npm run faults [-- --short | --only=WORD]`: see test/faults/main.ts. */
checkNode();
await install();
const folder = inRoot('dist/faults', String(process.pid));
await bundleForNode(inRoot('test/faults/main.ts'), `${folder}/main`);
await bundleForNode(inRoot('test/faults/runtime/bareRuntime.ts'), `${folder}/runtime`, { whole: true });
copyFileSync(inRoot('test/faults/runtime/quickStart.cjs'), `${folder}/runtime/quickStart.cjs`);
const { code } = await runPackage(`${folder}/main/main.js`, process.argv.slice(2), { env: { ...process.env, FAULTS_RUNTIME: `${folder}/runtime/quickStart.cjs` } });
process.exitCode = code;
rmSync(folder, { recursive: true, force: true });
