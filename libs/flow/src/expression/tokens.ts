import { failExpression as fail } from './expressionError';

/** A word of the language with the place where it stands. */
export interface Token {
  kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** The sign, the name, or the text without its quotes. */
  text: string;
  position: number;
}

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const SIGN = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:()[\].,]/y;
const SPACE = /\s+/y;

/** Cuts the source into words; the last one has kind `end`. */
export function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (rule: RegExp): string | undefined => {
    rule.lastIndex = position;
    return rule.exec(source)?.[0];
  };
  while (position < source.length) {
    const space = take(SPACE);
    if (space) {
      position += space.length;
      continue;
    }
    const sign = source[position]!;
    if (sign === '"' || sign === "'") {
      const { text, end } = readText(source, position);
      tokens.push({ kind: 'text', text, position });
      position = end;
      continue;
    }
    const number = take(NUMBER);
    const name = number === undefined ? take(NAME) : undefined;
    const other = number === undefined && name === undefined ? take(SIGN) : undefined;
    const text = number ?? name ?? other;
    if (text === undefined) return fail('syntax', `The sign ${JSON.stringify(sign)} means nothing here.`, position);
    tokens.push({ kind: number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign', text, position });
    position += text.length;
  }
  tokens.push({ kind: 'end', text: '', position });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', "'": "'", '\\': '\\' };

function readText(source: string, start: number): { text: string; end: number } {
  const quote = source[start]!;
  let text = '';
  for (let index = start + 1; index < source.length; index += 1) {
    const sign = source[index]!;
    if (sign === quote) return { text, end: index + 1 };
    if (sign !== '\\') {
      text += sign;
      continue;
    }
    index += 1;
    const escaped = source[index] ?? '';
    if (!Object.hasOwn(ESCAPES, escaped)) fail('syntax', `"\\${escaped}" is not an escape; use \\n, \\t, \\", \\' or \\\\.`, index - 1);
    text += ESCAPES[escaped];
  }
  return fail('syntax', 'A text is not closed by its quote.', start);
}
