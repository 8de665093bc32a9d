import type { Block, BlockProblem } from '@chatloom/contract';
import { checkFlow, type FlowDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';

/** What a flow may want and blocks have none of: exits that lead on, a trigger, a price. */
const ONLY_IN_FLOWS = new Set(['portOpen', 'noTrigger', 'unreachable', 'pushCosts', 'messageOverflow', 'cycleWithoutWait']);

/**
 * What is wrong with the bubbles of a send, by the rules of the message nodes they are; `path` leads into the list, e.g. `[0, 'data', 'text']`.
 * A button that would continue a flow is refused (`cannotContinue`): who gets the send stands in none.
 */
export function checkBlocks(blocks: readonly Block[]): BlockProblem[] {
  if (blocks.length === 0) return [{ path: [], code: 'contentEmpty', severity: 'blocking', message: 'There is no message yet.' }];
  const problems = checkFlow(asFlow(blocks), nodeDefinitions).flatMap(({ code, nodeId, path = [], severity, params, message }): BlockProblem[] => {
    if (nodeId === undefined || ONLY_IN_FLOWS.has(code)) return [];
    return [{ path: [Number(nodeId), 'data', ...path], code, severity, message, ...(params === undefined ? {} : { params }) }];
  });
  return [...problems, ...blocks.flatMap(cannotContinue)].sort((a, b) => Number(a.path[0]) - Number(b.path[0]));
}

/** Blocks as the steps of a flow, one after the other: what is wrong with a block depends on the next one, too. */
function asFlow(blocks: readonly Block[]): FlowDocument {
  return {
    formatVersion: 1,
    name: 'blocks',
    language: 'en',
    nodes: Object.fromEntries(blocks.map(({ type, data }, at) => [String(at), { type, data }])),
    edges: blocks.slice(1).map((_, at) => ({ id: `e${at}`, from: String(at), port: 'next', to: String(at + 1) })),
    layout: { nodes: {} },
  };
}

function cannotContinue({ type, data }: Block, at: number): BlockProblem[] {
  const parsed = nodeDefinitions[type].schema.safeParse(data);
  if (!parsed.success) return [];
  return nodeDefinitions[type]
    .ports(parsed.data as never)
    .filter((port) => port.id !== 'next')
    .map((port) => ({
      path: [at, 'data'],
      code: 'cannotContinue',
      severity: 'blocking' as const,
      params: { label: 'text' in port.label && typeof port.label.text === 'string' && port.label.text !== '' ? port.label.text : port.id },
      message: `The button "${port.id}" cannot continue a flow, because the recipients are in none: let it send a keyword or open a page.`,
    }));
}
