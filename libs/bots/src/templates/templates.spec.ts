import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFlow, parseDocument, stringifyDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { flowEngine } from '../flowEngine';
import { stepTitles } from './stepTitles';
import { templateFor, templates } from './templates';

const NEEDED = ['en', 'ja', 'th', 'zh-TW'];

/** Every table of languages anywhere in a value, with its place. */
function languageTables(value: unknown, place: string): [string, Record<string, string>][] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value) && 'en' in value) return [[place, value as Record<string, string>]];
  return Object.entries(value).flatMap(([key, inner]) => languageTables(inner, `${place}.${key}`));
}

describe.each(templates)('the template $id', ({ id, document, title, description }) => {
  it('is written as files are written, and reads without a fault', () => {
    const file = readFileSync(join(__dirname, `${id}.json`), 'utf8');
    expect(parseDocument(document).problems).toBeUndefined();
    expect(stringifyDocument(document)).toBe(file);
  });

  it('can be published as it is, and every exit leads somewhere', () => {
    const problems = checkFlow(document, nodeDefinitions, { flowIds: [] });
    expect(problems.filter((problem) => problem.severity === 'blocking' || problem.code === 'portOpen' || problem.code === 'unreachable')).toEqual([]);
  });

  it('says everything in four languages, with the same variables in each', () => {
    const tables = [...languageTables(document.nodes, 'nodes'), ['title', title], ['description', description]] as [string, Record<string, string>][];
    expect(tables.length).toBeGreaterThan(8);
    for (const [place, table] of tables) {
      expect([place, Object.keys(table).sort()]).toEqual([place, NEEDED]);
      const names = Object.values(table).map((text) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort().join());
      expect([place, new Set(names).size]).toEqual([place, 1]);
      for (const text of Object.values(table)) expect(text.trim()).not.toBe('');
    }
  });

  it('calls its steps by their names in four languages', () => {
    for (const [nodeId, node] of Object.entries(document.nodes)) {
      expect([nodeId, stepTitles[id][nodeId]?.en]).toEqual([nodeId, node.title]);
      if (node.title) expect([nodeId, Object.keys(stepTitles[id][nodeId]!).sort()]).toEqual([nodeId, NEEDED]);
    }
    expect(Object.keys(stepTitles[id]).filter((nodeId) => !document.nodes[nodeId])).toEqual([]);
  });

  it('compiles, and draws no two cards over each other', () => {
    expect(flowEngine.compileFlow({ flowId: id, versionId: id, document }).next.size).toBe(document.edges.length);
    const places = Object.values(document.layout.nodes);
    expect(Object.keys(document.layout.nodes).sort()).toEqual(Object.keys(document.nodes).sort());
    for (const [index, a] of places.entries()) {
      for (const b of places.slice(index + 1)) expect(Math.abs(a.x - b.x) >= 300 || Math.abs(a.y - b.y) >= 120).toBe(true);
    }
  });
});

describe('templates', () => {
  it('are named and written in the language of the bot', () => {
    expect(templateFor('faq', 'ja')).toMatchObject({ name: 'よくある質問', language: 'ja', nodes: { hours: { title: '営業時間' } } });
    expect(templateFor('faq', 'zh-Hant')).toMatchObject({ name: '常見問題', language: 'zh-TW' });
    expect(templateFor('faq', 'de')).toMatchObject({ name: 'Questions and answers', language: 'en' });
  });
});
