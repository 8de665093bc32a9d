import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { underLock } from './lock.mjs';
import { inRoot, root } from './paths.mjs';
import { runPackage } from './run.mjs';

/** Programs for Node, each one file: dist/<name>/main.js. Packages stay outside, in node_modules. */
const PROGRAMS = ['server', 'simulator', 'cli'];
/** Web apps, built by Vite: dist/<name>/index.html. */
const WEB_APPS = ['studio', 'pages'];
const STAMPS = inRoot('dist/stamps.json');
/** Never part of a build. */
const TESTS = /(\.(spec|int-spec|e2e-spec|bench)\.tsx?|\.cases\.json|README\.md)$/;

/**
 * Build what changed since the last build, judged by the content of the sources.
 * @param {{ quiet?: boolean, only?: string[] }} [options] `only`: these targets (server, simulator, cli, studio, pages)
 */
export async function build({ quiet = false, only = [...PROGRAMS, ...WEB_APPS] } = {}) {
  await underLock(inRoot('.data/build.lock'), 'Another command is building; waiting for it.', async () => {
    const libs = hashFolder('libs');
    const common = hashText(['package-lock.json', 'tsconfig.json', 'apps/cli/steps/build.mjs'].map((file) => readFileSync(inRoot(file), 'utf8')).join('\0') + libs);
    const stamps = existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
    const wanted = Object.fromEntries(only.map((name) => [name, hashText(common + hashFolder(join('apps', name)))]));
    const outdated = Object.keys(wanted).filter((name) => stamps[name] !== wanted[name] || !existsSync(builtFile(name)));
    if (outdated.length === 0) return;
    if (!quiet) console.log(`Building ${outdated.join(', ')} …`);
    const results = await Promise.all(outdated.map((name) => (WEB_APPS.includes(name) ? buildWebApp(name) : buildProgram(name))));
    const failures = results.filter((result) => result !== null);
    outdated.forEach((name, index) => {
      if (results[index] === null) stamps[name] = wanted[name];
    });
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(STAMPS, JSON.stringify(stamps, null, 2));
    if (failures.length > 0) {
      console.error(failures.join('\n'));
      console.error('The build failed.');
      process.exit(1);
    }
  });
}

function builtFile(name) {
  return WEB_APPS.includes(name) ? inRoot('dist', name, 'index.html') : inRoot('dist', name, 'main.js');
}

/** @returns {Promise<string | null>} what went wrong */
async function buildProgram(name) {
  const folder = inRoot('dist', name);
  const half = `${folder}.${process.pid}`;
  try {
    await bundleForNode(inRoot('apps', name, 'src/main.ts'), half);
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
    return null;
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    return `${name}: ${error.message}`;
  }
}

/**
 * Bundle our sources reachable from `entry` into `folder`/main.js; packages stay imports.
 * @param {{ whole?: boolean }} [options] `whole`: packages too, as one CommonJS file, `folder`/main.cjs, that loads in a fraction of the time
 */
export async function bundleForNode(entry, folder, { whole = false } = {}) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    // Paths of @chatloom/*, decorators and their metadata (Nest's injection reads it) come from here.
    tsconfig: inRoot('tsconfig.json'),
    ...(whole
      ? // What packages look for and can do without (Nest's other transports) stays a `require` that is never reached.
        // Machine code cannot be bundled: it stays where it was installed.
        { external: isMachineCode, onLog: (level, log, say) => log.code !== 'UNRESOLVED_IMPORT' && say(level, log), checks: { eval: false } }
      : { external: isPackage }),
    transform: { target: 'node20.19' },
  });
  try {
    await bundle.write(
      whole
        ? { dir: folder, format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false, minify: true, keepNames: true }
        : { dir: folder, format: 'esm', entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js', sourcemap: true, keepNames: true },
    );
  } finally {
    await bundle.close();
  }
}

function isMachineCode(id) {
  return /^@(napi-rs\/canvas|resvg\/resvg-js)/.test(id);
}

/** The compiler's helpers (`@oxc-project/runtime`, `\0rolldown/…`) come out of rolldown itself and go into the bundle. */
function isPackage(id) {
  return !/^(\.|\/|\0|[A-Za-z]:[\\/]|@chatloom\/|@oxc-project\/runtime)/.test(id);
}

/** @returns {Promise<string | null>} what went wrong */
async function buildWebApp(name) {
  const { code, output } = await runPackage(inRoot('node_modules/vite/bin/vite.js'), ['build', inRoot('apps', name), '--logLevel', 'error'], { capture: true, env: { ...process.env, NODE_ENV: 'production' } });
  return code === 0 ? null : `${name}: ${output}`;
}

function hashFolder(folder) {
  const full = inRoot(folder);
  if (!existsSync(full)) return '';
  const files = readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !TESTS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return hashText(files.map((file) => `${relative(root, file)}\0${hashText(readFileSync(file))}`).join('\n'));
}

function hashText(content) {
  return createHash('sha256').update(content).digest('hex');
}
