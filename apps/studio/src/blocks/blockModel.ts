import type { Block, BlockProblem, BlockType } from '@chatloom/contract';
import { nodeDefinitions } from '@chatloom/nodes/definitions';

export type { Block, BlockProblem, BlockType };

/** The palette: every kind of bubble, the ones used most first. The contract has the same names (`BLOCK_TYPES`). */
export const BLOCK_PALETTE = ['text', 'image', 'buttons', 'carousel', 'imageCarousel', 'confirm', 'coupon', 'sticker', 'video', 'audio', 'location', 'imagemap', 'flex'] as const satisfies readonly BlockType[];

/** LINE takes so many bubbles in one send (FACTS §7). */
export const MOST_BLOCKS = 5;

/** Fields of a message node that mean something only in a flow: a campaign is always a push, quotes nobody, and is named for statistics as a whole. */
export const FIELDS_OF_FLOWS = ['ifTooLate', 'unit', 'quote', 'mention', 'silent'] as const;

/** Taps that lead on in a flow. */
export const TAPS_OF_FLOWS = ['continue', 'pickDate'] as const;

/** A bubble as it is first put in. */
export function newBlock(type: BlockType): Block {
  return { type, data: withoutFlowTaps(nodeDefinitions[type].defaults() as Block['data']) };
}

/**
 * The data with every tap that would lead on in a flow made one that sends words: what forms and defaults of nodes put in for a new
 * button leads nowhere outside of a flow.
 */
export function withoutFlowTaps<T>(data: T): T {
  if (Array.isArray(data)) {
    const next = data.map(withoutFlowTaps);
    return (next.every((item, index) => Object.is(item, data[index])) ? data : next) as T;
  }
  if (data === null || typeof data !== 'object') return data;
  const record = data as Record<string, unknown>;
  if (typeof record.id === 'string' && (TAPS_OF_FLOWS as readonly unknown[]).includes(record.kind)) {
    const { id, label, iconUrl } = record;
    return { id, kind: 'message', ...(label !== undefined && { label }), ...(iconUrl !== undefined && { iconUrl }), text: label ?? '' } as T;
  }
  const entries = Object.entries(record);
  const next = entries.map(([key, value]) => [key, withoutFlowTaps(value)] as const);
  return next.every(([key, value]) => Object.is(value, record[key])) ? data : (Object.fromEntries(next) as T);
}

/** The list with one bubble replaced. */
export const withBlock = (blocks: readonly Block[], index: number, block: Block): Block[] => blocks.map((old, at) => (at === index ? block : old));

/** The list with one bubble at another place; the same list when there is no such place. */
export function moveBlock(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  if (to < 0 || to >= blocks.length || from === to) return blocks;
  const next = [...blocks];
  const [block] = next.splice(from, 1);
  next.splice(to, 0, block!);
  return next;
}

/** Problems of one bubble with paths that begin inside its data. */
export function problemsOfBlock(problems: readonly BlockProblem[], index: number): BlockProblem[] {
  return problems.filter(({ path }) => path[0] === index).map((problem) => ({ ...problem, path: problem.path.slice(problem.path[1] === 'data' ? 2 : 1) }));
}
