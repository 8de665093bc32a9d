import { checkFlow, FLOW_FORMAT_VERSION, FLOW_PROBLEM_CODES, type FlowDocument, type NodeDefinition } from '@chatloom/flow';
import { nodeDefinitions, type NodeType } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';
import { runCase } from '../../libs/nodes/src/testing/runCase';

/** Steps that send one bubble made of their own data. */
export type StepType = Extract<NodeType, 'text' | 'image' | 'video' | 'audio' | 'location' | 'sticker' | 'buttons' | 'confirm' | 'carousel' | 'imageCarousel' | 'flex' | 'imagemap' | 'coupon' | 'pushToContact' | 'loading'>;

/** The first door: what the editor's form says is blocking about the data of a step. Empty when it may be published. */
export function formSays(type: StepType, data: Record<string, unknown>): string[] {
  const document: FlowDocument = { formatVersion: FLOW_FORMAT_VERSION, name: 'Limits', language: 'en', nodes: { step: { type, data } }, edges: [], layout: { nodes: {} } };
  return checkFlow(document, nodeDefinitions)
    .filter((problem) => problem.severity === 'blocking' && !(problem.code in FLOW_PROBLEM_CODES))
    .map((problem) => `${problem.path?.join('.')}: ${problem.message}`);
}

/** What the step sends: its bubbles, and the trace lines that say something was cut or left out. */
export function sentBy(type: StepType, data: Record<string, unknown>): { messages: Record<string, unknown>[]; lost: string[] } {
  const plain = JSON.parse(JSON.stringify(data)) as never;
  const outcome = runCase(nodeDefinitions[type] as NodeDefinition, nodeRunners[type], { name: type, data: plain }) as unknown as {
    effects?: { type: string; messages?: Record<string, unknown>[] }[];
    trace: { code: string }[];
  };
  return { messages: (outcome.effects ?? []).flatMap((effect) => effect.messages ?? []), lost: outcome.trace.map((line) => line.code) };
}
