import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './steps/build.mjs';
import { checkNode } from './steps/checkNode.mjs';
import { install } from './steps/install.mjs';
import { inRoot, root } from './steps/paths.mjs';
import { choosePort } from './steps/ports.mjs';

/**
 * `npm start`: install, build, then run the simulator and the server (which starts its own PostgreSQL when
 * DATABASE_URL is not set) until Ctrl-C. One URL is printed. Nothing is restarted silently: when one of the two ends,
 * the other is stopped and the exit code says so.
 */
checkNode();
const began = Date.now();
await install();
await build({ only: ['server', 'simulator', 'studio', 'pages'] });

const dataFolder = resolve(root, process.env.DATA_DIR ?? '.data');
mkdirSync(dataFolder, { recursive: true });
const port = await choosePort({ asked: process.env.PORT, usual: 3000, name: 'PORT' });
const simulatorPort = process.env.SIMULATOR_URL ? null : await choosePort({ asked: process.env.SIMULATOR_PORT, usual: 3001, name: 'SIMULATOR_PORT', not: port });

const children = new Map();
let stopping = false;
let exitCode = 0;

if (simulatorPort !== null) {
  launch('simulator', ['--data', join(dataFolder, 'simulator.json')], { PORT: String(simulatorPort) });
}
launch('server', [], {
  PORT: String(port),
  DATA_DIR: dataFolder,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  ...(simulatorPort === null ? {} : { SIMULATOR_URL: `http://127.0.0.1:${simulatorPort}` }),
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(signal));

function launch(name, args, env) {
  // A group of its own: Ctrl-C reaches us alone, and we pass it on once.
  // The server watches for our end itself, for it has work to finish.
  const watch = name === 'server' ? [] : ['--import', pathToFileURL(inRoot('apps/cli/steps/leaveWithParent.mjs')).href];
  const child = spawn(process.execPath, ['--enable-source-maps', ...watch, inRoot('dist', name, 'main.js'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    // The simulator's own address would be a second URL to a person who needs one.
    stdio: ['ignore', name === 'simulator' ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  children.set(name, child);
  child.on('message', (message) => {
    if (name === 'server' && message?.type === 'ready') welcome(message);
  });
  child.once('error', (error) => console.error(`The ${name} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => {
    children.delete(name);
    if (!stopping) {
      console.error(`The ${name} ended ${signal ? `by ${signal}` : `with code ${code}`}; stopping everything.`);
      exitCode = code || 1;
      stopAll('SIGTERM');
    }
    if (children.size === 0) process.exit(exitCode);
  });
}

function welcome({ url, notes }) {
  for (const note of notes) console.log(note);
  console.log(`\n  Chatloom is running:  ${url}\n\n  Ready in ${((Date.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops it.\n`);
}

function stopAll(signal) {
  if (stopping && signal === 'SIGINT') {
    // Asked twice: do not wait for what is being finished.
    for (const child of children.values()) child.kill('SIGKILL');
    return;
  }
  stopping = true;
  for (const child of children.values()) child.kill('SIGTERM');
  if (children.size === 0) process.exit(exitCode);
}
