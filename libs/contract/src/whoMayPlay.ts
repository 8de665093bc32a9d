import { z } from 'zod';
import { uuidSchema } from './common';

/** Who may take part in a game: everybody, people with a tag, or people a segment fits at that moment. */
export const whoMayPlaySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('everyone') }),
  z.strictObject({ type: z.literal('tag'), tag: z.string().trim().min(1).max(50) }),
  z.strictObject({ type: z.literal('segment'), segmentId: uuidSchema }),
]);
export type WhoMayPlay = z.infer<typeof whoMayPlaySchema>;
