import type { z } from 'zod';
import { placeOf } from './checkShape';

type Issue = z.core.$ZodIssue;

/** How a complaint speaks of the checked value. */
export interface IssueContext {
  /** What the value is called when the complaint is about all of it. */
  whole?: string;
  /** Put the place before a schema's own sentence; not needed where the sentence is shown beside its field. */
  named?: boolean;
}

/** A schema's complaint as a code for translators and one English sentence. */
export interface IssueDescription {
  code: string;
  path: (string | number)[];
  message: string;
  params?: Record<string, string | number>;
}

/** Codes that schemas' own complaints get; those with `params.code` keep theirs. */
export const FIELD_PROBLEM_CODES = [
  'fieldMissing',
  'fieldWrongType',
  'fieldTooShort',
  'fieldTooLong',
  'fieldTooSmall',
  'fieldTooBig',
  'fieldNotAllowed',
  'fieldUnknown',
  'fieldInvalid',
] as const;

/**
 * Turns a zod issue into a problem's parts. A schema that has its own sentence and code (`params.code`) is quoted; for
 * the others the sentence names the field, what was expected and what is there.
 *
 * @param prefix path of the checked value inside something larger, for the sentence only
 */
export function describeIssue(
  issue: Issue,
  input: unknown,
  prefix: readonly (string | number)[] = [],
  { whole = 'The document', named = true }: IssueContext = {},
): IssueDescription {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const place = placeOf([...prefix, ...path], whole);
  const sentence = named && path.length > 0 ? `${place}: ${issue.message}` : issue.message;
  const own = ownDescription(issue);
  if (own) return { ...own, message: sentence, path };
  const say = (code: (typeof FIELD_PROBLEM_CODES)[number], reason: string, params?: Record<string, string | number>): IssueDescription => ({
    code,
    path,
    message: isDefaultMessage(issue) ? `${place} ${reason}.` : sentence,
    ...(params && { params }),
  });
  switch (issue.code) {
    case 'invalid_type': {
      const found = valueAt(input, issue.path);
      if (found === undefined) return say('fieldMissing', 'is missing');
      return say('fieldWrongType', `must be ${article(issue.expected)}, not ${article(typeName(found))}`, { expected: issue.expected });
    }
    case 'too_small': {
      const minimum = Number(issue.minimum);
      if (issue.origin === 'number' || issue.origin === 'int') return say('fieldTooSmall', `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${minimum}`, { min: minimum });
      if (issue.origin === 'string' && minimum === 1) return say('fieldTooShort', 'must not be empty', { min: minimum });
      return say('fieldTooShort', `must have at least ${minimum} ${partsOf(issue.origin)}`, { min: minimum });
    }
    case 'too_big': {
      const maximum = Number(issue.maximum);
      if (issue.origin === 'number' || issue.origin === 'int') return say('fieldTooBig', `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${maximum}`, { max: maximum });
      return say('fieldTooLong', `must have at most ${maximum} ${partsOf(issue.origin)}`, { max: maximum });
    }
    case 'invalid_value':
      return say('fieldNotAllowed', `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`);
    case 'unrecognized_keys':
      return say('fieldUnknown', `has the unknown field${issue.keys.length === 1 ? '' : 's'} ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`);
    case 'invalid_key':
      return say('fieldInvalid', 'is not an id: letters, digits, - and _, at most 64');
    case 'invalid_union':
      return valueAt(input, issue.path) === undefined ? say('fieldMissing', 'is missing') : say('fieldInvalid', 'has none of the allowed forms');
    case 'invalid_format':
      return say('fieldInvalid', 'is not written the way it has to be');
    default:
      return say('fieldInvalid', 'is not valid');
  }
}

function ownDescription(issue: Issue): Omit<IssueDescription, 'path'> | undefined {
  const params = issue.code === 'custom' ? issue.params : undefined;
  const code = params?.code;
  if (typeof code !== 'string') return undefined;
  const rest: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(params!)) if (key !== 'code' && (typeof value === 'string' || typeof value === 'number')) rest[key] = value;
  return { code, message: issue.message, ...(Object.keys(rest).length > 0 && { params: rest }) };
}

/** zod's own wording; a schema's author writes a sentence. */
function isDefaultMessage(issue: Issue): boolean {
  return /^(Invalid|Too small|Too big|Unrecognized)\b/.test(issue.message);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function article(type: string): string {
  return NAMES[type] ?? `a ${type}`;
}

function partsOf(origin: string): string {
  return origin === 'string' ? 'characters' : origin === 'array' || origin === 'set' ? 'entries' : 'fields';
}
