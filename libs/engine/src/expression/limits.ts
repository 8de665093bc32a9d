// Limits of RELIABILITY C 4.4: small enough that the worst expression costs a few milliseconds.
/** UTF-16 units of source. */
export const MAX_SOURCE_LENGTH = 4_096;
/** Parentheses, lists, calls and signs inside each other. */
export const MAX_DEPTH = 64;
/** Steps of one evaluation; long texts and lists count more than one. */
export const MAX_TICKS = 10_000;
/** UTF-16 units of any text an expression makes, and of its result as JSON. */
export const MAX_OUTPUT_LENGTH = 65_536;
