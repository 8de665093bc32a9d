import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { playScenarioFile } from '@chatloom/test/scenario';
import type { ScenarioRun } from '@chatloom/test/scenario';

const files = readdirSync(__dirname).filter((file) => file.endsWith('.json')).sort();
const runs = new Map<string, ScenarioRun>();

describe('golden conversations', () => {
  it.each(files)('%s', (file) => {
    const run = playScenarioFile(join(__dirname, file));
    runs.set(file, run);
    expect(run.mismatches).toEqual([]);
  });

  it('are at least forty', () => expect(files.length).toBeGreaterThanOrEqual(40));

  it('go through every node type there is', () => {
    const met = new Set([...runs.values()].flatMap((run) => [...run.nodeTypes]));
    expect(Object.keys(nodeDefinitions).filter((type) => !met.has(type))).toEqual([]);
  });

  it('show every rule of routing and every polite end a designer can cause', () => {
    const met = new Set([...runs.values()].flatMap((run) => [...run.codes]));
    const rules = [
      ...['triggered', 'toWait', 'passed', 'interrupted', 'queued', 'queuedStart', 'queueFull', 'triggerIgnored', 'triggerGone', 'noTrigger'],
      ...['oldButton', 'lateTap', 'lateTimer', 'flowStarted', 'friendRemoved', 'called', 'returned', 'wentTo', 'completed'],
      ...['callDepth', 'turnLimit', 'flowMissing', 'expressionFailed', 'conditionChecked'],
    ];
    expect(rules.filter((code) => !met.has(code))).toEqual([]);
  });
});
