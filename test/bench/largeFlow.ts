import { type BotSnapshot, type ContactSnapshot, createEngine, type Env } from '@chatloom/engine';
import { checkFlow, type FlowDocument, parseDocument, stringifyDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';

/** What a flow of so many nodes costs. Processor time. */
export interface LargeFlowFigures {
  nodes: number;
  /** Parse, check and compile it, ms; the best of several times. */
  openMs: number;
  /** One turn that passes two of its nodes, microseconds. */
  turnUs: number;
}

const ENGINE = createEngine({ definitions: nodeDefinitions, runners: nodeRunners });
const BOT: BotSnapshot = { id: 'bot', name: 'Bench', timeZone: 'UTC' };
const ANN: ContactSnapshot = { id: 'ann', fields: {}, tags: [], isFriend: true, createdAt: 0 };
/** Steps between two questions. */
const STRETCH = 10;

/** Measures opening a flow and answering one of its questions, `nodes` nodes in all: the turn touches two of them, whatever the size. */
export function benchLargeFlow(nodes: number, { turns = 2_000, openings = 5 } = {}): LargeFlowFigures {
  const file = stringifyDocument(longFlow(nodes));
  let openMs = Infinity;
  let compiled = open(file);
  for (let i = 0; i < openings; i++) {
    const used = process.cpuUsage();
    compiled = open(file);
    openMs = Math.min(openMs, microseconds(used) / 1_000);
  }
  const library = ENGINE.createFlowLibrary({ live: [compiled] });
  let id = 0;
  const env: Env = { now: 0, random: () => 0.5, newId: () => `id-${id++}`, contact: ANN, bot: BOT, flows: library };
  const says = (text: string) => ({ type: 'messageReceived' as const, at: 0, message: { id: '1', type: 'text', text } });
  const asked = ENGINE.takeTurn({ session: null, queued: [] }, says('begin'), env).state;
  const answer = () => ENGINE.takeTurn(asked, says('Ann'), env);
  if (answer().effects.length === 0) throw new Error('The turn did nothing.');
  for (let i = 0; i < turns; i++) answer();
  const used = process.cpuUsage();
  for (let i = 0; i < turns; i++) answer();
  return { nodes, openMs, turnUs: microseconds(used) / turns };
}

function open(file: string) {
  const parsed = parseDocument(JSON.parse(file));
  if (!('document' in parsed) || !parsed.document) throw new Error('The flow could not be read.');
  checkFlow(parsed.document, nodeDefinitions);
  return ENGINE.compileFlow({ flowId: 'long', versionId: 'v1', document: parsed.document });
}

function microseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

/** A trigger, then questions with texts between them, in one long row. */
function longFlow(nodes: number): FlowDocument {
  const document: FlowDocument = { formatVersion: 1, name: 'Long', language: 'en', nodes: {}, edges: [], layout: { nodes: {} } };
  let last = { id: '', port: '' };
  for (let i = 0; i < nodes; i++) {
    const id = `n${i}`;
    if (i === 0) document.nodes[id] = { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'begin' }], priority: 50, whileRunning: 'interrupt' } };
    else if (i % STRETCH === 1 || i === 3) document.nodes[id] = { type: 'askText', data: { question: `Question ${i}?`, reaskText: '', tries: 3, saveTo: { in: 'answer', name: `a${i}` }, ifTooLate: 'drop' } };
    else document.nodes[id] = { type: 'text', data: { text: `Step ${i}`, ifTooLate: 'drop' } };
    if (last.id) document.edges.push({ id: `e${i}`, from: last.id, port: last.port, to: id });
    last = { id, port: document.nodes[id]!.type === 'askText' ? 'answered' : 'next' };
  }
  return document;
}
