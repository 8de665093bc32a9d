import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { runPackage } from './run.mjs';

/**
 * A check gives its counts. `needs` says what must be there; without it the check fails with that sentence.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** One yes-or-no program; its output is shown only when it says no. */
async function single(name, entry, args) {
  const { code, output } = await runPackage(inRoot(entry), args, { capture: true });
  if (code !== 0) console.error(`${output.trim()}\n✕ ${name}`);
  else console.log(`✓ ${name}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

const TSC = 'node_modules/typescript/bin/tsc';
// Its threads would each look at zod's types anew; three programs fill the cores as they are.
const TSC_OPTIONS = ['--noEmit', '--singleThreaded'];

export const checks = {
  types: () => single('types of libraries, server and tests', TSC, [...TSC_OPTIONS, '-p', inRoot('tsconfig.json')]),
  studioTypes: () => single('types of the studio', TSC, [...TSC_OPTIONS, '-p', inRoot('apps/studio')]),
  pagesTypes: () => single('types of the public pages', TSC, [...TSC_OPTIONS, '-p', inRoot('apps/pages')]),
  lint: () => single('lint', 'node_modules/oxlint/bin/oxlint', ['--config', inRoot('.oxlintrc.json'), '--quiet', inRoot('libs'), inRoot('apps'), inRoot('test')]),
  unused: () => single('nothing unused (knip)', 'node_modules/knip/bin/knip.js', ['--no-progress']),
  unit: (paths) => jest(['unit'], availableParallelism(), paths),
  studio: (paths) => jest(['studio'], availableParallelism(), paths),
  integration: (paths) => jest(['integration'], availableParallelism(), paths),
  // Each suite has its own system and browser and mostly waits; two of them fill two cores.
  e2e: (paths) => jest(['e2e'], Math.min(2, availableParallelism()), paths),
  faults: () => faults(),
};

/** Checks that share the cores. */
const STATIC_CHECKS = ['types', 'studioTypes', 'pagesTypes', 'lint', 'unused'];
/** Checks that are one run of Jest when several of them are wanted: no core waits for the last suite of each. */
const JEST_TOGETHER = ['unit', 'studio', 'integration'];

/** The checks that are wanted, in the order they are made: each entry begins when the one before is done. @returns {(() => Promise<Counts>[])[]} */
export function inOrder(wanted, paths) {
  const isStatic = (name) => STATIC_CHECKS.includes(name);
  const together = wanted.filter((name) => JEST_TOGETHER.includes(name));
  return [
    () => wanted.filter(isStatic).map((name) => checks[name](paths)),
    () => (together.length > 0 ? [jest(together, availableParallelism(), paths)] : []),
    ...wanted.filter((name) => !isStatic(name) && !together.includes(name)).map((name) => () => [checks[name](paths)]),
  ];
}

/** @returns {Promise<Counts>} */
async function jest(projects, workers, paths) {
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-jest-'));
  const report = join(folder, 'report.json');
  console.log(`\n── ${projects.join(', ')}`);
  const { code } = await runPackage(inRoot('node_modules/jest/bin/jest.js'), [
    '--config', inRoot('jest.config.cjs'), '--selectProjects', ...projects, '--maxWorkers', String(workers), '--passWithNoTests',
    '--json', '--outputFile', report, '--reporters=default', '--', ...paths,
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const result = JSON.parse(readFileSync(report, 'utf8'));
    // A suite that could not even be loaded has no tests of its own to count.
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: result.numPendingTests + result.numTodoTests };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The short form of `npm run faults`: each rehearsal on each backend counts as one test. @returns {Promise<Counts>} */
async function faults() {
  const folder = mkdtempSync(join(tmpdir(), 'chatloom-faults-report-'));
  const report = join(folder, 'report.json');
  console.log('\n── faults');
  const { code } = await runPackage(inRoot('apps/cli/faults.mjs'), ['--short'], { env: { ...process.env, FAULTS_REPORT: report } });
  try {
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const outcomes = JSON.parse(readFileSync(report, 'utf8'));
    const failed = outcomes.filter((outcome) => outcome.violations.length > 0).length;
    return { passed: outcomes.length - failed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
