import { z } from 'zod';

/** Whose page it is, on every personal page. */
export const personalFacts = {
  botName: z.string(),
  /** Of the bot, BCP 47. */
  language: z.string(),
  /** The person's name in LINE. */
  displayName: z.string().nullable(),
};
