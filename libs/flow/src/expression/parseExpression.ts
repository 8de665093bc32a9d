import { ExpressionFault, failExpression as fail } from './expressionError';
import type { ExpressionError } from './expressionError';
import { MAX_EXPRESSION_DEPTH as MAX_DEPTH, MAX_EXPRESSION_LENGTH as MAX_SOURCE_LENGTH } from './limits';
import { tokenise } from './tokens';
import type { Token } from './tokens';
import { EXPRESSION_FUNCTIONS, ROOT_NAMES } from './words';
import type { ExpressionFunctionName } from './words';

/** An expression as a tree. */
export type Expression = { position: number } & (
  | { kind: 'value'; value: string | number | boolean | null }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Expression; key: Expression }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'unary'; sign: '!' | '-'; operand: Expression }
  | { kind: 'binary'; sign: BinarySign; left: Expression; right: Expression }
  | { kind: 'choice'; condition: Expression; yes: Expression; no: Expression }
  | { kind: 'call'; name: ExpressionFunctionName; arguments: Expression[] }
);
export type BinarySign = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';

/** How tightly a sign binds; larger is tighter. */
const STRENGTH: Readonly<Record<string, number>> = {
  '?': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  in: 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};
const UNARY_STRENGTH = 8;

/**
 * Reads an expression: literals, paths (`contact.fields.age`, `field["size"]`), lists, `|| && == != < <= > >= in + - * / %`, `!`,
 * `a ? b : c` and the functions of `EXPRESSION_FUNCTIONS`. A subset of CEL, so that a CEL library may take over one day, but without
 * calls on values and without loops. Names and functions are known here: a slip of the pen shows in the editor.
 */
export function parseExpression(source: string): { ok: true; expression: Expression } | { ok: false; error: ExpressionError } {
  try {
    if (source.length > MAX_SOURCE_LENGTH) fail('tooLong', `An expression has at most ${MAX_SOURCE_LENGTH} characters.`, MAX_SOURCE_LENGTH);
    const parser = new Parser(tokenise(source));
    return { ok: true, expression: parser.parseAll() };
  } catch (error) {
    if (error instanceof ExpressionFault) return { ok: false, error: error.error };
    throw error;
  }
}

function isFunction(name: string): name is ExpressionFunctionName {
  return Object.hasOwn(EXPRESSION_FUNCTIONS, name);
}

/** Pratt's top-down operator precedence. */
class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  parseAll(): Expression {
    const expression = this.parse(0);
    const rest = this.peek();
    if (rest.kind !== 'end') fail('syntax', `"${rest.text}" is not expected here.`, rest.position);
    return expression;
  }

  private peek(): Token {
    return this.tokens[this.index]!;
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  private isSign(text: string): boolean {
    const token = this.peek();
    return token.kind === 'sign' && token.text === text;
  }

  private expectSign(text: string): void {
    const token = this.next();
    if (token.kind !== 'sign' || token.text !== text) {
      fail('syntax', token.kind === 'end' ? `"${text}" is missing at the end.` : `"${text}" is expected where "${token.text}" stands.`, token.position);
    }
  }

  private parse(minimum: number): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) fail('tooDeep', `Parts are nested more than ${MAX_DEPTH} deep.`, this.peek().position);
    let left = this.parsePostfix(this.parsePrefix());
    for (;;) {
      const token = this.peek();
      const isOperator = token.kind === 'sign' || (token.kind === 'name' && token.text === 'in');
      const strength = isOperator && Object.hasOwn(STRENGTH, token.text) ? STRENGTH[token.text]! : 0;
      if (strength === 0 || strength <= minimum) break;
      this.next();
      if (token.text === '?') {
        const yes = this.parse(0);
        this.expectSign(':');
        // One weaker than itself: `a ? b : c ? d : e` groups to the right.
        left = { kind: 'choice', condition: left, yes, no: this.parse(strength - 1), position: token.position };
      } else {
        left = { kind: 'binary', sign: token.text as BinarySign, left, right: this.parse(strength), position: token.position };
      }
    }
    this.depth -= 1;
    return left;
  }

  private parsePrefix(): Expression {
    const token = this.next();
    const { position } = token;
    if (token.kind === 'number') {
      const value = Number(token.text);
      // "1e999" is written like a number and is none that JSON could keep.
      if (!Number.isFinite(value)) fail('tooBig', `The number ${token.text} is too large.`, position);
      return { kind: 'value', value, position };
    }
    if (token.kind === 'text') return { kind: 'value', value: token.text, position };
    if (token.kind === 'name') return this.parseName(token);
    if (token.kind === 'end') fail('syntax', position === 0 ? 'The expression is empty.' : 'Something is missing at the end.', position);
    if (token.text === '(') {
      const inner = this.parse(0);
      this.expectSign(')');
      return inner;
    }
    if (token.text === '[') return { kind: 'list', items: this.parseList(']'), position };
    if (token.text === '!' || token.text === '-') return { kind: 'unary', sign: token.text, operand: this.parse(UNARY_STRENGTH), position };
    return fail('syntax', `"${token.text}" is not expected here.`, position);
  }

  private parseName({ text, position }: Token): Expression {
    if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true', position };
    if (text === 'null') return { kind: 'value', value: null, position };
    if (this.isSign('(')) {
      if (!isFunction(text)) return fail('unknownFunction', `There is no function "${text}".`, position);
      this.next();
      const values = this.parseList(')');
      const { least, most } = EXPRESSION_FUNCTIONS[text];
      if (values.length < least || values.length > most) {
        fail('arguments', `${text}() takes ${least === most ? least : `${least} to ${most}`} values, not ${values.length}.`, position);
      }
      return { kind: 'call', name: text, arguments: values, position };
    }
    if (!(ROOT_NAMES as readonly string[]).includes(text)) fail('unknownName', `There is no "${text}"; a path begins with ${ROOT_NAMES.join(', ')}.`, position);
    return { kind: 'name', name: text, position };
  }

  private parseList(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.isSign(close)) {
      this.next();
      return items;
    }
    for (;;) {
      items.push(this.parse(0));
      if (!this.isSign(',')) break;
      this.next();
    }
    this.expectSign(close);
    return items;
  }

  private parsePostfix(start: Expression): Expression {
    let result = start;
    for (let steps = 0; ; steps += 1) {
      const { position } = this.peek();
      if (steps > MAX_DEPTH) fail('tooDeep', `A path has at most ${MAX_DEPTH} steps.`, position);
      if (this.isSign('.')) {
        this.next();
        const name = this.next();
        if (name.kind !== 'name') fail('syntax', 'A name is expected after the dot.', name.position);
        if (this.isSign('(')) fail('syntax', `Values have no functions; write ${name.text}(value, …).`, name.position);
        result = { kind: 'member', of: result, key: { kind: 'value', value: name.text, position: name.position }, position };
      } else if (this.isSign('[')) {
        this.next();
        const key = this.parse(0);
        this.expectSign(']');
        result = { kind: 'member', of: result, key, position };
      } else return result;
    }
  }
}
