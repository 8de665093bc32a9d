import { StateConflictError } from '@chatloom/bots';

/** Somebody tried to change what people play by already: it is stopped and copied instead. */
export class RulesFixedError extends StateConflictError {}
