import { PATTERN_MAX_STEPS, PATTERN_MAX_UTF16 } from '@chatloom/flow';
import { RE2JS } from 're2js';

/** Characters of one text a pattern is run on; the rest is not looked at. */
export const MAX_PATTERN_TEXT = 5_000;

/** A pattern of a designer, ready to be run in linear time. */
export interface SafePattern {
  test(text: string): boolean;
  /** Instructions; a run costs about these times the text's length. */
  size: number;
}

/**
 * Compiles a designer's pattern with re2js, whose time grows with the text and never explodes (the built-in engine took
 * 2.5 s on 26 characters). Without regard to case; look-around and back-references are refused.
 *
 * @returns the pattern, or what is wrong with it in one sentence
 */
export function compilePattern(pattern: string): { ok: true; pattern: SafePattern } | { ok: false; message: string } {
  if (pattern.length > PATTERN_MAX_UTF16) return { ok: false, message: `A pattern has at most ${PATTERN_MAX_UTF16} characters.` };
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > PATTERN_MAX_STEPS) return { ok: false, message: `The pattern is too complicated: it makes ${size} steps, at most ${PATTERN_MAX_STEPS} are allowed.` };
    return { ok: true, pattern: { size, test: (text) => compiled.test(text.length > MAX_PATTERN_TEXT ? text.slice(0, MAX_PATTERN_TEXT) : text) } };
  } catch (error) {
    return { ok: false, message: `The pattern cannot be read: ${(error as Error).message}` };
  }
}
