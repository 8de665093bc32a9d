/** Nodes entered or resumed while one input is taken; more ends the run with `turnLimit` (F24). */
export const MAX_STEPS_PER_TURN = 200;
/** Nodes entered or resumed in the whole life of a session; more ends it with `sessionLimit`. */
export const MAX_STEPS_PER_SESSION = 20_000;
/** Flows on top of each other by "call flow". */
export const MAX_CALL_DEPTH = 10;
/** Changes of a contact (a tag, a field) that may start something within a minute; further ones start nothing (`tooManyChanges`). */
export const MAX_CHANGES_PER_MINUTE = 20;
/** Starts that wait for the running flow to end; further ones are dropped with `queueFull`. */
export const MAX_QUEUED_STARTS = 10;
/** Lines of one turn's trace; what does not fit is counted in a closing `traceCut` line. */
export const MAX_TRACE_ENTRIES = 500;
/** UTF-16 units of one text inside trace params. */
export const MAX_TRACE_TEXT = 500;
/** UTF-16 units of JSON of one nested value inside trace params. */
export const MAX_TRACE_JSON = 2_000;
/** LINE's limit for postback data (FACTS §7). */
export const MAX_TAP_DATA = 300;
