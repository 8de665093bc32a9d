import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createEngine, describeTurn, formatScenario, playStep, scenarioSchema, Talk } from '@chatloom/engine';
import type { Engine, Scenario, ScenarioExpectation } from '@chatloom/engine';
import { parseDocument } from '@chatloom/flow';
import type { FlowDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';

/** What a scenario met on its way: for the test that asks whether every node type and routing rule is covered. */
export interface ScenarioRun {
  /** Sentences about what was not as expected; empty when all is well. */
  mismatches: string[];
  /** The scenario with everything that really happened as its expectations. */
  actual: Scenario;
  /** Types of nodes that were entered. */
  nodeTypes: Set<string>;
  /** Trace codes met. */
  codes: Set<string>;
}

const engine: Engine = createEngine({ definitions: nodeDefinitions, runners: nodeRunners });

/** Reads and checks a scenario file. */
export function readScenario(file: string): Scenario {
  return scenarioSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Plays a scenario from its folder; the conversation is written to JSON and read again between steps. */
export function runScenario(scenario: Scenario, folder: string): ScenarioRun {
  const documentOf = (source: { document?: unknown; file?: string }): FlowDocument => {
    const json: unknown = source.file === undefined ? source.document : JSON.parse(readFileSync(join(folder, source.file), 'utf8'));
    const { document, problems } = parseDocument(json);
    if (!document) throw new Error(`Scenario "${scenario.name}" has a broken flow: ${problems.map((problem) => problem.message).join(' ')}`);
    return document;
  };
  const flows = scenario.flows.map((source) => ({ flowId: source.flowId, document: documentOf(source as { document?: unknown; file?: string }) }));
  const documents = new Map(flows.map(({ flowId, document }) => [flowId, document]));
  const chance = scenario.random ?? [0.5];
  let drawn = 0;
  const talk = new Talk({
    engine,
    flows,
    now: Date.parse(scenario.now),
    random: () => chance[drawn++ % chance.length]!,
    ...(scenario.effectAnswers && { effectAnswers: scenario.effectAnswers }),
    ...(scenario.contact && { contact: scenario.contact }),
    ...(scenario.bot && { bot: scenario.bot }),
    ...(scenario.in && { chat: { kind: scenario.in, id: 'picnic', ...(scenario.in === 'group' && { name: 'Picnic', memberCount: 4 }) } }),
  });
  const run: ScenarioRun = { mismatches: [], actual: { ...scenario, steps: [] }, nodeTypes: new Set(), codes: new Set() };
  scenario.steps.forEach((step, index) => {
    if (step.publish) documents.set(step.publish.flowId, documentOf(step.publish));
    const turn = playStep(step, talk, documentOf);
    for (const { code, params } of turn.trace) {
      run.codes.add(code);
      if (code === 'entered' && typeof params?.type === 'string') run.nodeTypes.add(params.type);
    }
    const happened: Record<string, unknown> = { ...describeTurn(turn, talk), session: talk.state.session, members: waitingMembers(talk), contact: talk.contact };
    const expected = step.expect;
    if (expected?.members && Object.keys(expected.members).length !== Object.keys(waitingMembers(talk)).length) {
      run.mismatches.push(`step ${index + 1}: members: expected ${JSON.stringify(expected.members)}, got ${JSON.stringify(waitingMembers(talk))}`);
    }
    for (const [key, value] of Object.entries(expected ?? {})) compare(value, happened[key], `step ${index + 1}: ${key}`, run.mismatches);
    run.actual.steps.push({ ...step, expect: goldenOf(happened, expected) });
  });
  return run;
}

/** In a group: where single members are waited for. */
function waitingMembers(talk: Talk): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(talk.state.members ?? {}).map(([member, { session }]) => [member, session?.wait?.nodeId]));
}

/** What is asked for is written down again; a step that asks for nothing gets the usual, also that nothing happened. */
function goldenOf(happened: Record<string, unknown>, expected: ScenarioExpectation | undefined): ScenarioExpectation {
  const golden: Record<string, unknown> = {};
  for (const key of ['messages', 'effects', 'trace', 'waiting'] as const) {
    if (!expected || key in expected) golden[key] = happened[key];
  }
  if (expected?.members) golden['members'] = happened['members'];
  // Of these only a part is of interest, and which part a person says.
  for (const key of ['session', 'contact'] as const) if (expected && key in expected) golden[key] = pick(expected[key], happened[key]);
  return golden;
}

function pick(shape: unknown, value: unknown): unknown {
  if (typeof shape !== 'object' || shape === null || Array.isArray(shape) || typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.keys(shape).map((key) => [key, pick((shape as Record<string, unknown>)[key], (value as Record<string, unknown>)[key])]));
}

/** Everything expected must be there; objects may hold more, lists may not. */
function compare(expected: unknown, actual: unknown, place: string, mismatches: string[]): void {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      mismatches.push(`${place}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
      return;
    }
    expected.forEach((item, index) => compare(item, actual[index], `${place}[${index}]`, mismatches));
  } else if (typeof expected === 'object' && expected !== null && typeof actual === 'object' && actual !== null && !Array.isArray(actual)) {
    for (const [key, value] of Object.entries(expected)) compare(value, (actual as Record<string, unknown>)[key], `${place}.${key}`, mismatches);
  } else if (expected !== (actual ?? null)) {
    mismatches.push(`${place}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

/** Plays a scenario file; with `UPDATE_GOLDENS=1` writes what happened into it instead of comparing. */
export function playScenarioFile(file: string): ScenarioRun {
  const scenario = readScenario(file);
  const run = runScenario(scenario, dirname(file));
  if (process.env.UPDATE_GOLDENS === '1') {
    writeFileSync(file, formatScenario(run.actual));
    run.mismatches.length = 0;
  }
  return run;
}
