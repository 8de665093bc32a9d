import { z } from 'zod';
import { LINE_ENDPOINT_RATES, type LineEndpoint } from '../line/endpointRates';

const count = z.number().int().min(0).max(1_000_000);
const milliseconds = z.number().int().min(0).max(600_000);
/** `push`, `richMenuUpload` …: the names of `endpointRates.ts`. */
const endpoint = z.enum(['any', ...(Object.keys(LINE_ENDPOINT_RATES) as LineEndpoint[])]).default('any');

/** What goes wrong on purpose; every field left out is switched off. */
export const chaosSchema = z
  .object({
    // ---- webhooks
    /** Deliver every event so many more times. */
    duplicate: z.number().int().min(0).max(100).default(0),
    /** Wait before each delivery. */
    delayMs: milliseconds.default(0),
    /** Hold events back until there are so many, then deliver them in reverse order; `true` for by time alone. */
    reorder: z.union([z.boolean(), z.number().int().min(0).max(100)]).default(false),
    /** Hold events back until there are so many and put them into one body, several users mixed. */
    batch: z.number().int().min(0).max(100).default(0),
    /** Nothing is held back longer than this. */
    holdMs: milliseconds.default(100),
    /** Send an event of a type nobody knows before every real one. */
    unknownEvent: z.boolean().default(false),
    // ---- API
    /** Answer the next calls with this status and change nothing. */
    failNext: z
      .object({ status: z.number().int().min(400).max(599), count: count.default(1), endpoint, message: z.string().optional(), monthly: z.boolean().default(false) })
      .optional(),
    /** Answer every call with 500 and change nothing. */
    down: z.boolean().default(false),
    /** Answer so much later. */
    slowMs: milliseconds.default(0),
    /** Do what the next calls ask, then cut the connection instead of answering. */
    cutAfterAccept: count.default(0),
    /** Cut the connection of the next calls before doing anything. */
    cutBeforeAccept: count.default(0),
    /** Never answer the next calls, and do nothing. */
    hang: count.default(0),
    /** The three above concern only this endpoint. */
    endpoint,
  })
  .strict();
export type Chaos = z.infer<typeof chaosSchema>;

/** No trouble at all. */
export const calm = (): Chaos => chaosSchema.parse({});
