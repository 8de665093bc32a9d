/** Name of the chore that does what giving and redeeming left to be done: flows to begin, rewards that were sold out. */
export const GIFTS_CHORE = 'gifts';
