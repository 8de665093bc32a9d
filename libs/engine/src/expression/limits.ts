// Limits of RELIABILITY C 4.4: small enough that the worst expression costs a few milliseconds.
/** Steps of one evaluation; long texts and lists count more than one. */
export const MAX_TICKS = 10_000;
/** UTF-16 units of any text an expression makes, and of its result as JSON. */
export const MAX_OUTPUT_LENGTH = 65_536;
