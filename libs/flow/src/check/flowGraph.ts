import type { FlowDocument, FlowEdge } from '../document';
import type { NodeDefinition, NodeDefinitions } from '../nodeDefinition';

/** Port of a "call flow" node at which the called flow comes back. */
const RETURNED_PORT = 'returned';
/** Port by which a node that sends goes on at once; its others are taken by later taps. */
const NEXT_PORT = 'next';

/** A document with its indexes, for checks that walk it. Each look-up is constant, building it is linear. */
export class FlowGraph {
  readonly nodeIds: string[];
  private readonly outgoing = new Map<string, FlowEdge[]>();
  private readonly parsed = new Map<string, { success: boolean; data?: unknown }>();

  constructor(
    readonly document: FlowDocument,
    readonly definitions: NodeDefinitions,
  ) {
    this.nodeIds = Object.keys(document.nodes).sort();
    for (const edge of document.edges) {
      const list = this.outgoing.get(edge.from);
      if (list) list.push(edge);
      else this.outgoing.set(edge.from, [edge]);
    }
  }

  has(nodeId: string): boolean {
    return Object.hasOwn(this.document.nodes, nodeId);
  }

  edgesFrom = (nodeId: string): readonly FlowEdge[] => this.outgoing.get(nodeId) ?? [];

  definitionOf(nodeId: string): NodeDefinition | undefined {
    const type = this.has(nodeId) ? this.document.nodes[nodeId]!.type : undefined;
    return type !== undefined && Object.hasOwn(this.definitions, type) ? this.definitions[type] : undefined;
  }

  /** The node's data as its schema reads it; undefined when it does not fit or the type is unknown. */
  dataOf(nodeId: string): unknown {
    let result = this.parsed.get(nodeId);
    if (!result) {
      result = this.definitionOf(nodeId)?.schema.safeParse(this.document.nodes[nodeId]!.data) ?? { success: false };
      this.parsed.set(nodeId, result);
    }
    return result.success ? result.data : undefined;
  }

  /** Where the conversation goes from a node within the same turn: nothing behind a wait, a tap or a called flow. */
  atOnce(nodeId: string): string[] {
    const definition = this.definitionOf(nodeId);
    if (!definition || definition.waits) return [];
    const hasButtons = definition.kind === 'message' || definition.kind === 'push';
    return this.edgesFrom(nodeId)
      .filter((edge) => this.has(edge.to) && edge.port !== RETURNED_PORT && (!hasButtons || edge.port === NEXT_PORT))
      .map((edge) => edge.to);
  }

  /** Where the conversation goes from a node at any time. */
  after(nodeId: string): string[] {
    return this.edgesFrom(nodeId)
      .filter((edge) => this.has(edge.to))
      .map((edge) => edge.to);
  }

  /** What a person reads for a step: its own name, else its id. */
  titleOf(nodeId: string): string {
    return this.document.nodes[nodeId]?.title || nodeId;
  }
}
