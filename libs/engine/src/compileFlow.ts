import type { FlowDocument, NodeDefinitions } from '@chatloom/flow';
import { EngineError, InvalidNodeDataError } from './errors';
import type { CompiledFlow, TriggerData } from './types';

/** A node at which a flow may start, in the order of the document. */
export interface CompiledTrigger {
  nodeId: string;
  type: string;
}

/** Key of `CompiledFlow.next`. */
export const portKey = (nodeId: string, port: string): string => `${nodeId}\0${port}`;

/** The version id of a flow's draft, as the simulator channel runs it. */
export const draftVersionId = (flowId: string): string => `draft:${flowId}`;

/**
 * Look-up tables of a checked document, made once per version and shared by every conversation. Costs one pass over
 * nodes and edges; a node's data is parsed only when somebody first comes by, so that a step in a flow of a thousand
 * nodes costs what it touches. Of two edges from one port the first counts (`checkFlow` refuses to publish that).
 */
export function compileFlow(
  definitions: NodeDefinitions,
  source: { flowId: string; versionId: string; document: FlowDocument },
): CompiledFlow {
  const { flowId, versionId, document } = source;
  const next = new Map<string, string>();
  for (const edge of document.edges) {
    const key = portKey(edge.from, edge.port);
    if (!next.has(key)) next.set(key, edge.to);
  }
  const triggers: CompiledTrigger[] = [];
  for (const nodeId of Object.keys(document.nodes).sort()) {
    const type = document.nodes[nodeId]!.type;
    if (Object.hasOwn(definitions, type) && definitions[type]!.kind === 'trigger') triggers.push({ nodeId, type });
  }
  const parsed = new Map<string, unknown>();
  const data = (nodeId: string): unknown => {
    const known = parsed.get(nodeId);
    if (known !== undefined) {
      if (known instanceof InvalidNodeDataError) throw known;
      return known;
    }
    const node = nodeOf(document, nodeId);
    if (!node) throw new EngineError(`Flow ${flowId} has no node "${nodeId}"`);
    const definition = Object.hasOwn(definitions, node.type) ? definitions[node.type] : undefined;
    if (!definition) throw new InvalidNodeDataError(nodeId, `There is no node type "${node.type}"`);
    const result = definition.schema.safeParse(node.data);
    if (!result.success) {
      const issue = result.error.issues[0];
      const error = new InvalidNodeDataError(nodeId, `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'is not valid'}`);
      parsed.set(nodeId, error);
      throw error;
    }
    parsed.set(nodeId, result.data);
    return result.data;
  };
  const compiled: CompiledFlow = { flowId, versionId, document, next, data };
  triggersByFlow.set(compiled, triggers);
  return compiled;
}

// Kept beside the object and not on it: what triggers a flow has is the engine's own business.
const triggersByFlow = new WeakMap<CompiledFlow, CompiledTrigger[]>();

/** Trigger nodes of a compiled flow, by node id. */
export function triggersOf(flow: CompiledFlow): readonly CompiledTrigger[] {
  return triggersByFlow.get(flow) ?? [];
}

/** The node with this id, never something inherited by the object. */
export function nodeOf(document: FlowDocument, nodeId: string): FlowDocument['nodes'][string] | undefined {
  return Object.hasOwn(document.nodes, nodeId) ? document.nodes[nodeId] : undefined;
}

/**
 * Where a flow begins when something other than an input of its own starts it (go to, call flow, an operator): its
 * trigger with the highest priority, then the first by node id. Without a usable trigger it has no beginning.
 */
export function startNodeOf(flow: CompiledFlow): string | undefined {
  let best: { nodeId: string; priority: number } | undefined;
  for (const { nodeId } of triggersOf(flow)) {
    let priority: number;
    try {
      priority = (flow.data(nodeId) as Partial<TriggerData>).priority ?? DEFAULT_TRIGGER_PRIORITY;
    } catch (error) {
      if (error instanceof InvalidNodeDataError) continue;
      throw error;
    }
    if (!best || priority > best.priority) best = { nodeId, priority };
  }
  return best?.nodeId;
}

/** Priority of a trigger that does not say otherwise; a waiting question counts as much. */
export const DEFAULT_TRIGGER_PRIORITY = 50;
