import type { ZodType } from 'zod';
import type { FlowDocument, FlowEdge, LocalizedText } from './document';
import type { Problem } from './problem';

/** The eight kinds the palette is sorted by, each with its own colour and icon. */
export type NodeKind = 'trigger' | 'message' | 'ask' | 'branch' | 'wait' | 'push' | 'data' | 'human';

/** An exit of a node. `label` is an i18n key (`ports.<key>`) or the designer's own words (a choice's text). */
export interface Port {
  id: string;
  label: { key: string } | { text: LocalizedText };
  /** Leaving it open is normal (a "no answer" branch); otherwise the editor says "Not connected". */
  optional?: boolean;
}

/** What a definition may look at when it checks its data beyond the schema. */
export interface CheckContext {
  document: FlowDocument;
  nodeId: string;
  /** Edges that leave a node, from an index: a check that walks must not search all edges at every step. */
  edgesFrom(nodeId: string): readonly FlowEdge[];
}

/**
 * What a problem check of a node reports; `checkFlow` adds the node's id and the severity's default `blocking`.
 */
export type NodeProblem = Omit<Problem, 'nodeId' | 'severity'> & { severity?: Problem['severity'] };

/**
 * The shared half of a node type: known to server, editor, CLI and tests alike.
 * Its title is the i18n key `nodes.<type>.title`, its one-line help `nodes.<type>.help`,
 * a field's label `nodes.<type>.fields.<field>` (falling back to `fields.<field>`).
 */
export interface NodeDefinition<Data = any> {
  type: string;
  kind: NodeKind;
  /** Tabler icon name in kebab case, e.g. `message-circle`. */
  icon: string;
  schema: ZodType<Data>;
  /** Data of a freshly dropped node: valid, or with just the gaps the designer must fill. */
  defaults(): Data;
  /** Exits, in the order they are drawn. */
  ports(data: Data): Port[];
  /** Problems beyond the schema (an unreachable choice, a cost, a LINE rule across fields). */
  check?(data: Data, context: CheckContext): NodeProblem[];
  /**
   * How this node puts bubbles in the chat: `reply` (merged, free), `push` (costs), or none.
   * The editor prices a path with it. A `reply` node keeps in `data.ifTooLate` (`push` | `drop`) what happens when the
   * free reply is over. Every node of kind `message` or `push` goes on by `next` at once; its other ports are taken by later taps.
   */
  sends?: 'reply' | 'push';
  /** The node stops and waits for the person or for time: a path through it takes a new turn. */
  waits?: 'answer' | 'time';
  /**
   * Of a wait for time: does what follows have to be pushed, because the free reply is over by then? Taken as true
   * when a type does not say.
   */
  paysAfterwards?(data: Data): boolean;
}

/** Every node type there is, by its type name. */
export type NodeDefinitions = Record<string, NodeDefinition>;
