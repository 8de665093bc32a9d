import type { Block } from '@chatloom/contract';
import { type BlockReader, type RenderedBlock, renderEachBlock } from '@chatloom/nodes/runtime';

/**
 * The messages of one send for one person, 0 to 5, with what had to be cut or left out. Data that does not fit its schema gives no message
 * (`checkBlocks` says so beforehand).
 */
export function renderBlocks(blocks: readonly Block[], reader: BlockReader): RenderedBlock {
  const rendered = renderEachBlock(blocks, reader);
  return { messages: rendered.flatMap(({ messages }) => messages), notes: rendered.flatMap(({ notes }) => notes) };
}
