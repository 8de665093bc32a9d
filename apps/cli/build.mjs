import { build } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';

/** `npm run build`: install what is missing, build what changed. */
checkNode();
await install();
await build();
