import { z } from 'zod';

/** `joining`: players may join, nothing is called yet. `between`: a round has ended, the next one has not begun. */
export const BINGO_STATES = ['draft', 'joining', 'running', 'between', 'ended'] as const;
export const bingoStateSchema = z.enum(BINGO_STATES);
export type BingoState = z.infer<typeof bingoStateSchema>;
