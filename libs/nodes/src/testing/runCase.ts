import {
  type BotSnapshot,
  type ChatSnapshot,
  type CompiledFlow,
  type ContactSnapshot,
  type Env,
  evaluateExpression,
  type InboundMessage,
  type Input,
  type Json,
  type JsonObject,
  type NodeRunner,
  portKey,
  renderTemplate,
  type Resume,
  type RunContext,
  type Scope,
  type Session,
  type TraceEntry,
  type Wait,
} from '@chatloom/engine';
import { FLOW_FORMAT_VERSION, type FlowDocument, type FlowEdge, type LocalizedText, type NodeDefinition, resolveText } from '@chatloom/flow';
import { DateTime } from 'luxon';

/** One line of a `<type>.cases.json`. */
export interface NodeCase {
  name: string;
  /** Node data as a document holds it. */
  data: JsonObject;
  /** `2027-03-01T10:00`, on the clock of the bot's zone. Default 2027-03-01 (a Monday) 10:00. */
  now?: string;
  contact?: Partial<ContactSnapshot>;
  bot?: Partial<BotSnapshot>;
  chat?: ChatSnapshot;
  /** In a group: who the input came from, LINE's id. */
  from?: string;
  answers?: JsonObject;
  lastAnswer?: Json;
  /** The message that is being answered, as LINE's webhook describes it. */
  message?: JsonObject;
  /** What `env.random()` gives, one after the other. */
  random?: number[];
  /** Language of the flow; default `en`. */
  language?: string;
  /** What happens: arriving at the node (also when nothing is given), something while waiting, an input for a trigger, or a check. */
  resume?: Omit<Resume, 'at'> & { at?: string };
  wait?: JsonObject;
  input?: JsonObject & { type: string };
  check?: true;
  /** Other nodes (for checks) and edges of the document; the node itself is `node`. */
  nodes?: FlowDocument['nodes'];
  edges?: Omit<FlowEdge, 'id'>[];
  expect?: JsonObject;
}

const DEFAULT_NOW = '2027-03-01T10:00';

/** Runs one case and gives back what the golden file expects: outcome and trace, or matches, or problems. */
export function runCase(definition: NodeDefinition, runner: NodeRunner, each: NodeCase): JsonObject {
  const parsed = definition.schema.safeParse(each.data);
  if (each.check) return checked(definition, each);
  if (!parsed.success) return { refused: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) };
  const { context, trace } = contextOf(each);
  if (each.input) return plain(triggered(runner, parsed.data, each.input, context));
  if (each.resume) {
    const at = each.resume.at ? instant(each.resume.at, context.env.bot.timeZone) : context.env.now;
    const wait: Wait = { token: 'wait-1', nodeId: 'node', for: definition.waits === 'time' ? 'time' : 'answer', since: context.env.now, state: each.wait ?? {} };
    const outcome = runner.resume!(parsed.data, Object.assign(context, { wait }), { ...each.resume, at } as Resume);
    return plain({ ...outcome, trace });
  }
  return plain({ ...runner.enter(parsed.data, context), trace });
}

function checked(definition: NodeDefinition, each: NodeCase): JsonObject {
  const parsed = definition.schema.safeParse(each.data);
  if (!parsed.success) {
    return plain({
      problems: parsed.error.issues.map((issue) => ({
        code: issue.code === 'custom' ? (issue.params?.code ?? 'fieldInvalid') : issue.code,
        path: issue.path.join('.'),
        message: issue.message,
      })),
    });
  }
  const document: FlowDocument = {
    formatVersion: FLOW_FORMAT_VERSION,
    name: 'Test',
    language: each.language ?? 'en',
    nodes: { node: { type: definition.type, data: each.data }, ...each.nodes },
    edges: (each.edges ?? []).map((edge, index) => ({ id: `e${index}`, ...edge })),
    layout: { nodes: {} },
  };
  const edgesFrom = (nodeId: string) => document.edges.filter((edge) => edge.from === nodeId);
  const problems = definition.check?.(parsed.data, { document, nodeId: 'node', edgesFrom }) ?? [];
  return plain({
    ports: definition.ports(parsed.data).map((port) => port.id),
    problems: problems.map(({ code, severity, path, message }) => ({ code, severity, path: (path ?? []).join('.'), message })),
  });
}

function triggered(runner: NodeRunner, data: unknown, input: JsonObject & { type: string }, context: RunContext): JsonObject {
  if (runner.keywords) return { keywords: runner.keywords(data) as unknown as Json };
  const { bot, contact, now } = context.env;
  const matches = runner.matches!(data, { at: now, ...input } as unknown as Input, { bot, contact, flowId: 'flow-1', nodeId: 'node' });
  return { matches: matches as Json };
}

/** Where the exits of the node lead. */
function nextOf({ edges = [] }: NodeCase): CompiledFlow['next'] {
  return new Map(edges.map(({ from, port, to }) => [portKey(from, port), to]));
}

function contextOf(each: NodeCase): { context: RunContext; trace: Omit<TraceEntry, 'at'>[] } {
  const trace: { code: string; params?: JsonObject }[] = [];
  const bot: BotSnapshot = { id: 'bot-1', name: 'Café Chatloom', timeZone: 'Asia/Tokyo', ...each.bot };
  const contact: ContactSnapshot = { id: 'ann', displayName: 'Ann', language: 'en', fields: {}, tags: [], isFriend: true, createdAt: 0, ...each.contact };
  const now = instant(each.now ?? DEFAULT_NOW, bot.timeZone);
  const language = each.language ?? 'en';
  const flow = { flowId: 'flow-1', versionId: 'version-1', document: { name: 'Test', language } as FlowDocument, next: nextOf(each) } as CompiledFlow;
  let ids = 0;
  let draws = 0;
  const env: Env = {
    now,
    random: () => each.random?.[draws++] ?? 0,
    newId: () => `id-${(ids += 1)}`,
    contact,
    bot,
    ...(each.chat && { chat: each.chat }),
    flows: { live: () => undefined, version: () => undefined, all: () => [], triggers: () => ({ match: () => [] }) },
  };
  const session: Session = {
    id: 'session-1',
    frames: [{ flowId: 'flow-1', versionId: 'version-1' }],
    wait: null,
    answers: each.answers ?? {},
    ...(each.lastAnswer === undefined ? {} : { lastAnswer: { nodeId: 'earlier', value: each.lastAnswer } }),
    startedAt: now,
    steps: 1,
  };
  const scope: Scope = { now, timeZone: bot.timeZone, contact, bot, flow: { id: 'flow-1', name: 'Test' }, answers: session.answers, lastAnswer: session.lastAnswer?.value };
  if (each.message) scope.input = { type: 'messageReceived', at: now, message: each.message as unknown as InboundMessage };
  const context: RunContext = {
    nodeId: 'node',
    ...(each.from !== undefined && { from: each.from }),
    env,
    flow,
    session,
    render: (text: LocalizedText | undefined) => renderTemplate(resolveText(text, [contact.language, language]), scope),
    evaluate: (expression) => {
      const result = evaluateExpression(expression, scope);
      return result.ok ? result.value : undefined;
    },
    tapData: (port) => `tap:${port}`,
    trace: (code, params) => void trace.push({ code, ...(params ? { params } : {}) }),
  };
  return { context, trace };
}

function instant(local: string, zone: string): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

/** As it comes back from a file: no `undefined`, no prototypes. */
function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** Long texts would make case files unreadable: there the string `"@repeat 2500 🍎"` stands for 2,500 apples. */
export function expand(value: Json): Json {
  if (typeof value === 'string') {
    const found = /^@repeat (\d+) ([^]+)$/.exec(value);
    return found ? found[2]!.repeat(Number(found[1])) : value;
  }
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, expand(each)]));
  return value;
}

/** The other way round, for goldens: one character again and again, perhaps cut with `…`. */
export function fold(value: Json): Json {
  if (typeof value === 'string') {
    const cut = value.endsWith('…');
    const whole = cut ? value.slice(0, -1) : value;
    const first = [...new Intl.Segmenter('en').segment(whole.slice(0, 40))][0]?.segment;
    const count = first ? whole.length / first.length : 0;
    if (!first || count <= 15 || whole !== first.repeat(Math.floor(count))) return value;
    return `@repeat ${count} ${first}${cut ? ' and …' : ''}`;
  }
  if (Array.isArray(value)) return value.map(fold);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fold(each)]));
  return value;
}
