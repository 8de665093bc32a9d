import { z } from 'zod';

/**
 * What makes a flow a series: messages with days and hours between them that run beside a person's conversation, so that neither
 * ends the other. A document with it is drawn, published and versioned like any flow.
 */
export const seriesSchema = z.object({
  /** When somebody who is in the series enters it again: they stay where they are, begin anew, or leave it. */
  again: z.enum(['ignore', 'restart', 'leave']).default('ignore'),
  /** Looked at before each step; whoever blocks the account leaves in any case. */
  exit: z
    .object({
      /** The person wrote or tapped something that was no answer to a question of the series. */
      replied: z.boolean().default(false),
      /** The person has one of these tags. */
      tags: z.array(z.string().trim().min(1).max(64)).max(20).default([]),
      /** A condition over the person's fields, e.g. `contact.fields.booked == true`. */
      condition: z.string().max(500).optional(),
    })
    .default({ replied: false, tags: [] }),
});
export type SeriesSettings = z.infer<typeof seriesSchema>;
