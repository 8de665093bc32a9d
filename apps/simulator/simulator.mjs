#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { build } from '../cli/steps/build.mjs';
import { checkNode } from '../cli/steps/checkNode.mjs';
import { install } from '../cli/steps/install.mjs';
import { inRoot } from '../cli/steps/paths.mjs';

/** `npm run simulator -- --port 3001`, or `npx line-simulator`: the stand-in for LINE alone, for bots of any making. */
checkNode();
await install();
await build({ only: ['simulator'], quiet: true });
await import(pathToFileURL(inRoot('dist/simulator/main.js')).href);
