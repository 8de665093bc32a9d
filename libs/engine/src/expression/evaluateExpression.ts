import { ExpressionFault, failExpression as fail, MAX_EXPRESSION_DEPTH, parseExpression } from '@chatloom/flow';
import type { BinarySign, Expression, ExpressionError } from '@chatloom/flow';
import type { Json } from '../types';
import { FUNCTIONS } from './functions';
import { MAX_OUTPUT_LENGTH, MAX_TICKS } from './limits';
import { readMember, readPath } from './scope';
import type { Scope } from './scope';

/** A value, or what is wrong with the expression. */
export type ExpressionResult = { ok: true; value: Json } | { ok: false; error: ExpressionError };

/**
 * Evaluates an expression of a designer. Never throws and runs no code: see the limits in `limits.ts`. What is not there is
 * null. `&&`, `||`, `!` and `?:` take true, false and null (as false); comparing and calculating with mixed types is a
 * mistake that is reported, except `==` and `!=`, which simply find them different.
 */
export function evaluateExpression(source: string, scope: Scope): ExpressionResult {
  const parsed = parsedExpression(source);
  if (!parsed.ok) return parsed;
  try {
    const value = new Evaluation(scope).evaluate(parsed.expression);
    checkSize(value);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof ExpressionFault) return { ok: false, error: error.error };
    throw error;
  }
}

type Parsed = ReturnType<typeof parseExpression>;
const parsedBySource = new Map<string, Parsed>();
const MAX_PARSED = 1_000;

function parsedExpression(source: string): Parsed {
  let parsed = parsedBySource.get(source);
  if (!parsed) {
    parsed = parseExpression(source);
    if (parsedBySource.size >= MAX_PARSED) parsedBySource.delete(parsedBySource.keys().next().value!);
    parsedBySource.set(source, parsed);
  }
  return parsed;
}

class Evaluation {
  private ticks = 0;

  constructor(private readonly scope: Scope) {}

  evaluate(expression: Expression): Json {
    this.spend(1, expression.position);
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'name':
        return readPath(this.scope, [expression.name]) ?? null;
      case 'member':
        return this.member(expression);
      case 'list':
        return expression.items.map((item) => this.evaluate(item));
      case 'unary': {
        const operand = this.evaluate(expression.operand);
        if (expression.sign === '!') return !this.truth(operand, expression.position);
        if (typeof operand !== 'number') return fail('type', 'Only a number can have a minus.', expression.position);
        return -operand;
      }
      case 'binary':
        return this.binary(expression);
      case 'choice':
        return this.evaluate(this.truth(this.evaluate(expression.condition), expression.position) ? expression.yes : expression.no);
      case 'call': {
        const { name, position } = expression;
        const values = expression.arguments.map((value) => this.evaluate(value));
        const result = FUNCTIONS[name](values, { scope: this.scope, position, spend: (ticks) => this.spend(ticks, position) });
        return typeof result === 'number' ? this.finite(result, position) : result;
      }
    }
  }

  private spend(ticks: number, position: number): void {
    this.ticks += ticks;
    if (this.ticks > MAX_TICKS) fail('tooManySteps', `The expression takes more than ${MAX_TICKS} steps.`, position);
  }

  private member(expression: Extract<Expression, { kind: 'member' }>): Json {
    const of = this.evaluate(expression.of);
    const key = this.evaluate(expression.key);
    if (typeof key !== 'string' && typeof key !== 'number') return fail('type', 'In brackets stands a name or a number.', expression.position);
    return readMember(of, key) ?? null;
  }

  private truth(value: Json, position: number): boolean {
    if (typeof value === 'boolean') return value;
    if (value === null) return false;
    return fail('type', `${describe(value)} is neither true nor false.`, position);
  }

  private binary(expression: Extract<Expression, { kind: 'binary' }>): Json {
    const { sign, position } = expression;
    if (sign === '&&') return this.truth(this.evaluate(expression.left), position) && this.truth(this.evaluate(expression.right), position);
    if (sign === '||') return this.truth(this.evaluate(expression.left), position) || this.truth(this.evaluate(expression.right), position);
    const left = this.evaluate(expression.left);
    const right = this.evaluate(expression.right);
    switch (sign) {
      case '==':
        return this.same(left, right, position);
      case '!=':
        return !this.same(left, right, position);
      case 'in':
        return this.isIn(left, right, position);
      case '<':
      case '<=':
      case '>':
      case '>=':
        return compare(sign, left, right, position);
      default:
        return this.calculate(sign, left, right, position);
    }
  }

  private calculate(sign: Extract<BinarySign, '+' | '-' | '*' | '/' | '%'>, left: Json, right: Json, position: number): Json {
    if (sign === '+' && typeof left === 'string' && typeof right === 'string') {
      if (left.length + right.length > MAX_OUTPUT_LENGTH) fail('tooBig', `A text would be longer than ${MAX_OUTPUT_LENGTH} characters.`, position);
      this.spend(Math.ceil((left.length + right.length) / 1_000), position);
      return left + right;
    }
    if (typeof left !== 'number' || typeof right !== 'number') {
      return fail('type', `"${sign}" cannot be done with ${describe(left)} and ${describe(right)}.`, position);
    }
    if ((sign === '/' || sign === '%') && right === 0) fail('divisionByZero', 'Nothing can be divided by 0.', position);
    const result = sign === '+' ? left + right : sign === '-' ? left - right : sign === '*' ? left * right : sign === '/' ? left / right : left % right;
    return this.finite(result, position);
  }

  private finite(value: number, position: number): number {
    return Number.isFinite(value) ? value : fail('tooBig', 'The number is too big.', position);
  }

  private isIn(left: Json, right: Json, position: number): boolean {
    if (right === null) return false;
    if (Array.isArray(right)) {
      for (const item of right) if (this.same(left, item, position)) return true;
      return false;
    }
    if (typeof right === 'object' && typeof left === 'string') return readMember(right, left) !== undefined;
    return fail('type', `"in" looks into a list, not into ${describe(right)}.`, position);
  }

  private same(left: Json, right: Json, position: number, depth = 0): boolean {
    this.spend(1, position);
    if (left === right) return true;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
    if (depth > MAX_EXPRESSION_DEPTH) fail('tooDeep', `A value is nested more than ${MAX_EXPRESSION_DEPTH} deep.`, position);
    if (Array.isArray(left) || Array.isArray(right)) {
      if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
      return left.every((item, index) => this.same(item, right[index]!, position, depth + 1));
    }
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    return keys.every((key) => Object.hasOwn(right, key) && this.same(left[key]!, right[key]!, position, depth + 1));
  }
}

function compare(sign: '<' | '<=' | '>' | '>=', left: Json, right: Json, position: number): boolean {
  // Nothing is neither more nor less than anything: a field not filled in yet makes the condition false.
  if (left === null || right === null) return false;
  const comparable = (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!comparable) return fail('type', `${describe(left)} and ${describe(right)} cannot be compared.`, position);
  return sign === '<' ? left < right : sign === '<=' ? left <= right : sign === '>' ? left > right : left >= right;
}

function describe(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  return 'true/false';
}

function checkSize(value: Json): void {
  if (typeof value === 'string' && value.length > MAX_OUTPUT_LENGTH) fail('tooBig', `The result is longer than ${MAX_OUTPUT_LENGTH} characters.`, 0);
  if (typeof value !== 'object' || value === null) return;
  let length = Number.POSITIVE_INFINITY;
  try {
    length = JSON.stringify(value).length;
  } catch {
    // Nested too deeply to be written down at all: too big by any measure.
  }
  if (length > MAX_OUTPUT_LENGTH) fail('tooBig', `The result is longer than ${MAX_OUTPUT_LENGTH} characters.`, 0);
}
