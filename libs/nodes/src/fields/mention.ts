import { z } from 'zod';

/** Whom a text mentions at its beginning: whoever wrote, or everybody. */
export const MENTIONS = ['none', 'author', 'everybody'] as const;

/** In groups and rooms only; in a 1:1 chat the text goes out without it (FACTS §7 textV2). */
export const mentionSchema = z.enum(MENTIONS).optional().meta({ control: 'select', options: MENTIONS, advanced: true });
