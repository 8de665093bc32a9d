import { describeIssue } from '../describeIssue';
import type { FlowDocument } from '../document';
import type { NodeDefinition, NodeDefinitions, Port } from '../nodeDefinition';
import type { Problem } from '../problem';
import { checkCosts } from './checkCosts';
import { expressionProblems } from './expressionProblems';
import { cyclesOf, reachableFrom } from './components';
import { FlowGraph } from './flowGraph';

/** Problems of one flow that are reported; a list a browser can still draw. */
export const MAX_FLOW_PROBLEMS = 1_000;
/** Problems of one node that are reported of each kind. */
const MAX_NODE_PROBLEMS = 20;

/** What a check may know besides the document. */
export interface CheckFlowOptions {
  /** Ids of the bot's flows; given, references to other flows are looked up in it. */
  flowIds?: Iterable<string>;
  /** The bot's saved segments by id; given, segments that steps wait for are looked up in it. */
  segments?: KnownSegments;
}

/** Saved segments by id. Not usable: the rules name something that is gone, so nobody can be found by them. */
export type KnownSegments = ReadonlyMap<string, { usable: boolean }>;

/** Codes of the problems a flow can have besides those of its nodes; i18n keys `problems.<code>`. */
export const FLOW_PROBLEM_CODES = {
  nodeTypeUnknown: ['type'],
  edgeFromMissing: ['edge', 'node'],
  edgeToMissing: ['edge', 'node'],
  edgePortMissing: ['port'],
  portTwice: ['port', 'count'],
  edgeToTrigger: ['from'],
  noTrigger: [],
  unreachable: [],
  portOpen: ['port'],
  cycleWithoutWait: ['nodes', 'count'],
  flowUnknown: ['flow'],
  segmentUnknown: ['segment'],
  segmentUnusable: ['segment'],
  messageOverflow: ['count', 'max'],
  pushCosts: [],
  delayCosts: ['step'],
  noAnswerLosesMessage: ['step'],
  expressionInvalid: ['reason', 'position'],
} as const satisfies Record<string, readonly string[]>;

/**
 * Everything a designer should look at, found by the same function in the editor, on the server and in the terminal.
 * Linear in nodes and edges (besides what the node types' own checks do). Sorted: the document's own problems first,
 * then by node id in the order they were found.
 */
export function checkFlow(document: FlowDocument, definitions: NodeDefinitions, options: CheckFlowOptions = {}): Problem[] {
  const graph = new FlowGraph(document, definitions);
  const problems: Problem[] = [
    ...checkTriggers(graph),
    ...checkCycles(graph),
    ...checkEdges(graph),
    ...graph.nodeIds.flatMap((nodeId) => checkNode(graph, nodeId)),
    ...checkReach(graph),
    ...checkCosts(graph),
    ...(options.flowIds ? checkReferences(graph, new Set(options.flowIds)) : []),
    ...(options.segments ? checkSegments(graph, options.segments) : []),
  ];
  return sortProblems(atMost(withoutRepeats(problems)));
}

/** Whether the flow can be published. */
export function isPublishable(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'blocking');
}

// ---------------------------------------------------------------- nodes

function checkNode(graph: FlowGraph, nodeId: string): Problem[] {
  const node = graph.document.nodes[nodeId]!;
  const definition = graph.definitionOf(nodeId);
  if (!definition) {
    return [{ code: 'nodeTypeUnknown', severity: 'blocking', nodeId, params: { type: node.type }, message: `There is no step type "${node.type}".` }];
  }
  const parsed = definition.schema.safeParse(node.data);
  if (!parsed.success) {
    return parsed.error.issues.slice(0, MAX_NODE_PROBLEMS).map((issue): Problem => ({ ...describeIssue(issue, node.data, [], { whole: 'The step', named: false }), severity: 'blocking', nodeId }));
  }
  const own = [...expressionProblems(parsed.data), ...(definition.check?.(parsed.data, { document: graph.document, nodeId, edgesFrom: graph.edgesFrom }) ?? [])];
  return [...own.slice(0, MAX_NODE_PROBLEMS).map((problem): Problem => ({ severity: 'blocking', ...problem, nodeId })), ...checkPorts(graph, nodeId, definition, parsed.data)];
}

function checkPorts(graph: FlowGraph, nodeId: string, definition: NodeDefinition, data: unknown): Problem[] {
  const ports = definition.ports(data);
  const byId = new Map(ports.map((port) => [port.id, port]));
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const edge of graph.edgesFrom(nodeId)) {
    counts.set(edge.port, (counts.get(edge.port) ?? 0) + 1);
    if (!byId.has(edge.port) && counts.get(edge.port) === 1) {
      problems.push({
        code: 'edgePortMissing',
        severity: 'blocking',
        nodeId,
        params: { port: edge.port },
        message: `A connection leaves "${graph.titleOf(nodeId)}" by the exit "${edge.port}", which it does not have.`,
      });
    }
  }
  for (const [port, count] of counts) {
    if (count < 2) continue;
    problems.push({
      code: 'portTwice',
      severity: 'blocking',
      nodeId,
      params: { port, count },
      message: `The exit "${port}" of "${graph.titleOf(nodeId)}" has ${count} connections; it can have one.`,
    });
  }
  for (const port of ports) {
    if (port.optional || counts.has(port.id)) continue;
    problems.push({
      code: 'portOpen',
      severity: 'warning',
      nodeId,
      params: { port: port.id },
      message: `The exit "${portName(port)}" of "${graph.titleOf(nodeId)}" is not connected: the conversation ends there.`,
    });
  }
  return problems;
}

function portName(port: Port): string {
  if ('key' in port.label) return port.id;
  const text = typeof port.label.text === 'string' ? port.label.text : Object.values(port.label.text)[0];
  return text || port.id;
}

// ---------------------------------------------------------------- edges and triggers

function checkTriggers(graph: FlowGraph): Problem[] {
  if (graph.nodeIds.some((nodeId) => graph.definitionOf(nodeId)?.kind === 'trigger')) return [];
  return [{ code: 'noTrigger', severity: 'blocking', message: 'The flow has no trigger: nothing can start it.' }];
}

function checkEdges(graph: FlowGraph): Problem[] {
  const problems: Problem[] = [];
  graph.document.edges.forEach((edge, index) => {
    const path = ['edges', index];
    if (!graph.has(edge.from)) {
      const params = { edge: edge.id, node: edge.from };
      problems.push({ code: 'edgeFromMissing', severity: 'blocking', path, params, message: `Connection "${edge.id}" leaves the step "${edge.from}", which does not exist.` });
    }
    if (!graph.has(edge.to)) {
      const params = { edge: edge.id, node: edge.to };
      problems.push({ code: 'edgeToMissing', severity: 'blocking', path, params, message: `Connection "${edge.id}" leads to the step "${edge.to}", which does not exist.` });
    } else if (graph.definitionOf(edge.to)?.kind === 'trigger') {
      problems.push({
        code: 'edgeToTrigger',
        severity: 'blocking',
        nodeId: edge.to,
        params: { from: edge.from },
        message: `A connection from "${graph.titleOf(edge.from)}" leads to the trigger "${graph.titleOf(edge.to)}"; triggers only start.`,
      });
    }
  });
  return problems;
}

function checkReach(graph: FlowGraph): Problem[] {
  const triggers = graph.nodeIds.filter((nodeId) => graph.definitionOf(nodeId)?.kind === 'trigger');
  // Without a trigger nothing is reachable; one sentence says that already.
  if (triggers.length === 0) return [];
  const reached = reachableFrom(triggers, (nodeId) => graph.after(nodeId));
  return graph.nodeIds
    .filter((nodeId) => !reached.has(nodeId))
    .map((nodeId) => ({ code: 'unreachable', severity: 'warning', nodeId, message: `No way leads to "${graph.titleOf(nodeId)}": nobody will ever get there.` }));
}

function checkCycles(graph: FlowGraph): Problem[] {
  return cyclesOf(graph.nodeIds, (nodeId) => graph.atOnce(nodeId)).map((cycle) => {
    const ids = [...cycle].sort();
    const named = ids.slice(0, MAX_NAMED_STEPS).map((nodeId) => `"${graph.titleOf(nodeId)}"`).join(', ');
    const more = ids.length > MAX_NAMED_STEPS ? ` and ${ids.length - MAX_NAMED_STEPS} more` : '';
    return {
      code: 'cycleWithoutWait',
      severity: 'blocking',
      nodeId: ids[0]!,
      params: { nodes: `${named}${more}`, count: ids.length },
      message: `The flow goes round through ${named}${more} without waiting for anybody: it would never end.`,
    };
  });
}

/** Steps named in one sentence. */
const MAX_NAMED_STEPS = 5;

/** Fields that hold a flow's id are called `flowId` in every node type. */
function checkReferences(graph: FlowGraph, flowIds: ReadonlySet<string>): Problem[] {
  return graph.nodeIds.flatMap((nodeId): Problem[] => {
    const data = graph.dataOf(nodeId) as { flowId?: unknown } | undefined;
    const flowId = data?.flowId;
    if (typeof flowId !== 'string' || flowId === '' || flowIds.has(flowId)) return [];
    return [
      {
        code: 'flowUnknown',
        severity: 'blocking',
        nodeId,
        path: ['flowId'],
        params: { flow: flowId },
        message: `"${graph.titleOf(nodeId)}" leads to the flow "${flowId}", which does not exist.`,
      },
    ];
  });
}

/** Fields that hold a saved segment's id are called `segmentId` in every node type. */
function checkSegments(graph: FlowGraph, segments: KnownSegments): Problem[] {
  return graph.nodeIds.flatMap((nodeId): Problem[] => {
    const data = graph.dataOf(nodeId) as { segmentId?: unknown } | undefined;
    const segmentId = data?.segmentId;
    if (typeof segmentId !== 'string' || segmentId === '' || segments.get(segmentId)?.usable) return [];
    const at = { nodeId, path: ['segmentId'], params: { segment: segmentId } };
    const title = graph.titleOf(nodeId);
    // Mended at the segment, the step works again by itself: no reason to keep the rest of the flow from being published.
    return segments.has(segmentId)
      ? [{ code: 'segmentUnusable', severity: 'warning', ...at, message: `The segment "${title}" waits for has rules that name something which is gone: nobody is found by them.` }]
      : [{ code: 'segmentUnknown', severity: 'blocking', ...at, message: `"${title}" waits for the segment "${segmentId}", which does not exist.` }];
  });
}

// ---------------------------------------------------------------- order

/** Of a flow with more problems than anybody reads, those that keep it from being published come first. */
function atMost(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MAX_FLOW_PROBLEMS) return [...problems];
  const rank = { blocking: 0, warning: 1, advice: 2 };
  return [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, MAX_FLOW_PROBLEMS);
}

/** A node type may report what is found here as well (a push that costs); the first finding stays. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, nodeId, path, params }) => {
    const key = nodeId !== undefined && code === 'pushCosts' ? `${code} ${nodeId}` : JSON.stringify([code, nodeId, path, params]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sortProblems(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => ((a.nodeId ?? '') < (b.nodeId ?? '') ? -1 : (a.nodeId ?? '') > (b.nodeId ?? '') ? 1 : 0));
}
