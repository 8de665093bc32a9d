import type { Json } from '@chatloom/engine';
import { foldText } from '../shared/foldText';
import { readNumber } from '../shared/readNumber';
import type { Operator } from './definition';

/**
 * Compare a value of a conversation with the words a designer wrote. Numbers are compared as numbers when both sides
 * are; ISO dates and times by their order; other words without regard to case and width. What cannot be ordered is
 * neither greater nor less. A missing value equals nothing and is `isEmpty`.
 */
export function compare(actual: Json | undefined, op: Operator, expected: string): boolean {
  switch (op) {
    case 'isSet':
      return !isEmpty(actual);
    case 'isEmpty':
      return isEmpty(actual);
    case 'equals':
      return same(actual, expected);
    case 'notEquals':
      return !same(actual, expected);
    case 'contains':
      return contains(actual, expected);
    case 'notContains':
      return !contains(actual, expected);
    case 'startsWith':
      return !isEmpty(actual) && expected !== '' && foldText(asText(actual)).startsWith(foldText(expected));
    case 'oneOf':
      return expected.split('\n').some((line) => line.trim() !== '' && same(actual, line));
    case 'greaterThan':
      return inOrder(actual, expected, (order) => order > 0);
    case 'atLeast':
      return inOrder(actual, expected, (order) => order >= 0);
    case 'lessThan':
      return inOrder(actual, expected, (order) => order < 0);
    case 'atMost':
      return inOrder(actual, expected, (order) => order <= 0);
  }
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function same(actual: Json | undefined, expected: string): boolean {
  if (isEmpty(actual)) return false;
  if (Array.isArray(actual)) return actual.some((each) => same(each, expected));
  if (typeof actual === 'number') return readNumber(expected) === actual;
  if (foldText(asText(actual)) === foldText(expected)) return true;
  const numbers = bothNumbers(actual, expected);
  return numbers !== undefined && numbers[0] === numbers[1];
}

function contains(actual: Json | undefined, expected: string): boolean {
  if (isEmpty(actual) || expected.trim() === '') return false;
  if (Array.isArray(actual)) return actual.some((each) => same(each, expected));
  return foldText(asText(actual)).includes(foldText(expected));
}

function bothNumbers(actual: Json | undefined, expected: string): [number, number] | undefined {
  const left = typeof actual === 'number' ? actual : typeof actual === 'string' ? readNumber(actual) : undefined;
  const right = readNumber(expected);
  return left === undefined || right === undefined ? undefined : [left, right];
}

const ISO = /^(\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?|\d{2}:\d{2})$/;

function inOrder(actual: Json | undefined, expected: string, test: (order: number) => boolean): boolean {
  const numbers = bothNumbers(actual, expected);
  if (numbers) return test(numbers[0] - numbers[1]);
  const left = typeof actual === 'string' ? actual.trim() : '';
  const right = expected.trim();
  if (!ISO.test(left) || !ISO.test(right) || left.includes('-') !== right.includes('-')) return false;
  // ISO texts of one kind are in the order of time; a date alone stands for its whole day.
  const length = Math.min(left.length, right.length);
  const [a, b] = [left.replace(' ', 'T').slice(0, length), right.replace(' ', 'T').slice(0, length)];
  return test(a < b ? -1 : a > b ? 1 : 0);
}
