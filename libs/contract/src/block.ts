import { z } from 'zod';
import { jsonObjectSchema } from './common';
import { named } from './named';

/** Node types whose data is one message bubble: what campaigns, steps of a series and topics are made of. */
export const BLOCK_TYPES = ['text', 'image', 'video', 'audio', 'location', 'sticker', 'buttons', 'confirm', 'carousel', 'imageCarousel', 'flex', 'imagemap', 'coupon'] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

/** LINE takes so many bubbles in one send (FACTS §7). */
export const BLOCKS_MAX = 5;

/**
 * One bubble outside of a flow: a message node without its flow. `data` is that node's data, edited by the same form; it may be unfinished in a
 * draft, and is held against the node's own schema before anything is sent.
 */
export const blockSchema = named('Block', z.strictObject({ type: z.enum(BLOCK_TYPES), data: jsonObjectSchema }));
export type Block = z.infer<typeof blockSchema>;

/** The bubbles of one send, in order. */
export const blocksSchema = z.array(blockSchema).max(BLOCKS_MAX);

/**
 * A fault of blocks. `path` leads to it from the blocks, e.g. `[0, "data", "text"]`; `code` is an i18n key of the flow editor's problems,
 * unless its owner has words of its own.
 */
export const blockProblemSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  severity: z.enum(['blocking', 'warning', 'advice']),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type BlockProblem = z.infer<typeof blockProblemSchema>;
