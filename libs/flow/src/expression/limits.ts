// Limits of RELIABILITY C 4.4: small enough that reading the worst expression costs next to nothing.
/** UTF-16 units of source. */
export const MAX_EXPRESSION_LENGTH = 4_096;
/** Parentheses, lists, calls and signs inside each other; also steps of one path. */
export const MAX_EXPRESSION_DEPTH = 64;
