/** Seals the seeds of games in this suite; the players of the suite and the processes share it. */
export const BINGO_SECRET = 'a secret of the fault suite, long enough for a box';
