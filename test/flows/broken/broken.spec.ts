import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFlow, FLOW_PROBLEM_CODES, parseDocument } from '@chatloom/flow';
import type { Problem } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';

/** Flows a broken one may lead to. */
const FLOW_IDS = ['welcome'];
/** Segments it may wait for. */
const SEGMENTS = new Map([['00000000-0000-7000-8000-00000000000b', { usable: false }]]);

const files = readdirSync(__dirname).filter((file) => file.endsWith('.json')).sort();

function problemsOf(file: string): Problem[] {
  const json: unknown = JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
  const { document, problems } = parseDocument(json);
  return document ? checkFlow(document, nodeDefinitions, { flowIds: FLOW_IDS, segments: SEGMENTS }) : problems;
}

describe('broken flows', () => {
  it.each(files)('%s gets its sentence', (file) => {
    const sentences = problemsOf(file).map((problem) => `${problem.severity}: ${problem.message}`);
    const expected = join(__dirname, file.replace(/\.json$/, '.expected'));
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(expected, `${sentences.join('\n')}\n`);
    expect(existsSync(expected)).toBe(true);
    expect(`${sentences.join('\n')}\n`).toBe(readFileSync(expected, 'utf8'));
    expect(sentences.length).toBeGreaterThan(0);
  });

  it('have their sentences and nothing else beside them', () => {
    const expected = readdirSync(__dirname).filter((file) => file.endsWith('.expected')).map((file) => file.replace(/\.expected$/, '.json'));
    expect(expected.sort()).toEqual(files);
  });

  it('show every fault a flow can have', () => {
    const met = new Set(files.flatMap((file) => problemsOf(file).map((problem) => problem.code)));
    const codes = [
      ...Object.keys(FLOW_PROBLEM_CODES),
      ...['notAnObject', 'formatVersionMissing', 'formatVersionInvalid', 'formatVersionTooNew', 'keyForbidden', 'tooDeep', 'textUnstorable', 'edgeIdTwice'],
      ...['fieldMissing', 'fieldWrongType', 'fieldTooShort', 'fieldTooLong', 'fieldTooSmall', 'fieldTooBig', 'fieldNotAllowed', 'fieldUnknown', 'fieldInvalid'],
    ];
    expect(codes.filter((code) => !met.has(code))).toEqual([]);
  });
});
