import { normaliseText } from './normaliseText';

/**
 * A run of letters that every text matching the pattern must contain, in the form of `normaliseText`; with it a
 * pattern is only run on texts that can match. Undefined when there is none or it is not obvious: the pattern is then
 * always run. Errs on that side: alternatives, groups, classes and optional parts are simply left out.
 */
export function requiredLiteral(pattern: string): string | undefined {
  // Quoted stretches and flags that change what white space means are rare; so are alternatives worth the trouble.
  if (/\\Q|\(\?[a-zA-Z-]*x/.test(pattern)) return undefined;
  let best = '';
  let run = '';
  const close = (): void => {
    const literal = normaliseText(run);
    if (literal.length > best.length) best = literal;
    run = '';
  };
  let depth = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern[index]!;
    if (sign === '|') return undefined;
    if (sign === '[') {
      close();
      index = endOfClass(pattern, index);
    } else if (sign === '(') {
      close();
      depth += 1;
    } else if (sign === ')') {
      close();
      depth -= 1;
    } else if (sign === '?' || sign === '*' || sign === '{') {
      run = dropLast(run);
      close();
      if (sign === '{') {
        const end = pattern.indexOf('}', index);
        if (end < 0) return undefined;
        index = end;
      }
    } else if (sign === '+' || sign === '.' || sign === '^' || sign === '$') {
      close();
    } else if (sign === '\\') {
      const escaped = pattern[index + 1] ?? '';
      index += 1;
      if (depth === 0 && /[^\w\s]/.test(escaped) && isCaseless(escaped)) run += escaped;
      else {
        close();
        // What follows may belong to the escape: \x41, \p{Greek}, \012.
        if (/[xpP0-9]/.test(escaped)) return best.length >= MIN_LITERAL ? best : undefined;
      }
    } else if (depth === 0 && isCaseless(sign)) {
      run += sign;
    } else {
      close();
    }
  }
  close();
  return best.length >= MIN_LITERAL ? best : undefined;
}

/** One letter is found in nearly every text and saves nothing. */
const MIN_LITERAL = 2;

/** Letters whose lower case is sure to agree with the engine's idea of "without regard to case". */
function isCaseless(sign: string): boolean {
  const code = sign.charCodeAt(0);
  if (code < 0x80) return true;
  // Lone halves of surrogate pairs are kept apart from letters with case by leaving them out.
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return sign.toLowerCase() === sign.toUpperCase() && sign.normalize('NFKC') === sign;
}

function dropLast(run: string): string {
  return run.slice(0, -1);
}

function endOfClass(pattern: string, start: number): number {
  let index = start + 1;
  if (pattern[index] === '^') index += 1;
  if (pattern[index] === ']') index += 1;
  for (; index < pattern.length; index += 1) {
    if (pattern[index] === '\\') index += 1;
    else if (pattern.startsWith('[:', index)) {
      const end = pattern.indexOf(':]', index);
      if (end > 0) index = end + 1;
    } else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}
