/** UTF-16 units of one pattern of a keyword (RELIABILITY C 4.6). */
export const PATTERN_MAX_UTF16 = 256;

/**
 * Instructions of one compiled pattern. Time is linear in text × instructions, and counted repeats multiply them:
 * `(.{30}){30}` makes 963 of 11 characters and takes half a second on 5,000 letters. Ordinary patterns have 10 to 100.
 */
export const PATTERN_MAX_STEPS = 500;
