import { failExpression as fail } from '@chatloom/flow';
import type { ExpressionFunctionName } from '@chatloom/flow';
import { DateTime } from 'luxon';
import { compilePattern, MAX_PATTERN_TEXT } from '../routing/safePattern';
import type { SafePattern } from '../routing/safePattern';
import type { Json } from '../types';
import { MAX_OUTPUT_LENGTH } from './limits';
import type { Scope } from './scope';

/** What a function may use besides its values. */
export interface CallContext {
  scope: Scope;
  position: number;
  /** Charges work to the evaluation; gives up when there is none left. */
  spend(ticks: number): void;
}

type ExpressionFunction = (values: Json[], context: CallContext) => Json;

/**
 * What the functions of the language do; how many values they take stands in `EXPRESSION_FUNCTIONS`. Moments are epoch
 * milliseconds or ISO texts and are looked at in the bot's time zone; where a moment may be left out, now is meant.
 * Weekdays count from Monday = 1 to Sunday = 7.
 */
export const FUNCTIONS: Readonly<Record<ExpressionFunctionName, ExpressionFunction>> = {
  size: ([value], context) => {
    if (typeof value === 'string') return [...textOf('size', value, context)].length;
    if (Array.isArray(value)) return value.length;
    if (value === null) return 0;
    if (typeof value === 'object') return Object.keys(value).length;
    return wrong('size', 'a text or a list', context);
  },
  contains: ([value, part], context) => {
    if (Array.isArray(value)) return value.includes(part!);
    return textOf('contains', value, context).includes(textOf('contains', part, context));
  },
  startsWith: ([value, part], context) => textOf('startsWith', value, context).startsWith(textOf('startsWith', part, context)),
  endsWith: ([value, part], context) => textOf('endsWith', value, context).endsWith(textOf('endsWith', part, context)),
  matches: ([value, pattern], context) => {
    const text = textOf('matches', value, context);
    const compiled = patternOf(textOf('matches', pattern, context), context);
    context.spend(Math.ceil((compiled.size * Math.min(text.length, MAX_PATTERN_TEXT)) / PATTERN_WORK_PER_TICK));
    return compiled.test(text);
  },
  lower: ([value], context) => textOf('lower', value, context).toLowerCase(),
  upper: ([value], context) => textOf('upper', value, context).toUpperCase(),
  trim: ([value], context) => textOf('trim', value, context).trim(),
  text: ([value], context) => {
    if (typeof value === 'object' && value !== null) return wrong('text', 'a text, a number or true/false', context);
    return value === null || value === undefined ? '' : String(value);
  },
  number: ([value]) => {
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    // Not a number is an answer the flow can ask for (`number(x) == null`), not a mistake of its author.
    return Number.isFinite(number) ? number : null;
  },
  round: ([value], context) => Math.round(numberOf('round', value, context)),
  floor: ([value], context) => Math.floor(numberOf('floor', value, context)),
  ceil: ([value], context) => Math.ceil(numberOf('ceil', value, context)),
  abs: ([value], context) => Math.abs(numberOf('abs', value, context)),
  min: (values, context) => Math.min(...values.map((value) => numberOf('min', value, context))),
  max: (values, context) => Math.max(...values.map((value) => numberOf('max', value, context))),
  has: ([value]) => value !== null && value !== '',
  now: (_values, { scope }) => scope.now,
  date: ([value], context) => momentOf('date', value, context).toMillis(),
  year: ([value], context) => momentOf('year', value, context).year,
  month: ([value], context) => momentOf('month', value, context).month,
  day: ([value], context) => momentOf('day', value, context).day,
  weekday: ([value], context) => momentOf('weekday', value, context).weekday,
  hour: ([value], context) => momentOf('hour', value, context).hour,
  minute: ([value], context) => momentOf('minute', value, context).minute,
  /** Calendar days from the first to the second moment: tomorrow is 1, whatever the hour. */
  daysBetween: ([from, to], context) => {
    const start = momentOf('daysBetween', from, context).startOf('day');
    return Math.round(momentOf('daysBetween', to, context).startOf('day').diff(start, 'days').days);
  },
  hoursBetween: ([from, to], context) => (momentOf('hoursBetween', to, context).toMillis() - momentOf('hoursBetween', from, context).toMillis()) / 3_600_000,
  minutesBetween: ([from, to], context) => (momentOf('minutesBetween', to, context).toMillis() - momentOf('minutesBetween', from, context).toMillis()) / 60_000,
};

function wrong(name: string, wanted: string, context: CallContext): never {
  return fail('type', `${name}() needs ${wanted}.`, context.position);
}

/** A text; nothing counts as an empty one, a number as its digits. */
function textOf(name: string, value: Json | undefined, context: CallContext): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return wrong(name, 'a text', context);
  context.spend(Math.ceil(value.length / 1_000));
  if (value.length > MAX_OUTPUT_LENGTH) fail('tooBig', `A text is longer than ${MAX_OUTPUT_LENGTH} characters.`, context.position);
  return value;
}

function numberOf(name: string, value: Json | undefined, context: CallContext): number {
  return typeof value === 'number' ? value : wrong(name, 'a number', context);
}

function momentOf(name: string, value: Json | undefined, context: CallContext): DateTime {
  const { scope, position } = context;
  // Dates cost more than sums.
  context.spend(20);
  const zone = scope.timeZone;
  let moment: DateTime;
  if (value === undefined) moment = DateTime.fromMillis(scope.now, { zone });
  else if (typeof value === 'number' && Math.abs(value) <= 8.64e15) moment = DateTime.fromMillis(value, { zone });
  else if (typeof value === 'string' && value.length <= 64) moment = DateTime.fromISO(value.trim().replace(' ', 'T'), { zone });
  else return fail('date', `${name}() needs a date such as "2026-11-21" or a moment such as now.`, position);
  if (!moment.isValid) fail('date', `${name}() cannot read ${JSON.stringify(value)} as a date.`, position);
  return moment;
}

/** Instructions times letters that count as one step, so that all patterns of one evaluation cost some milliseconds at worst. */
const PATTERN_WORK_PER_TICK = 20;

const patterns = new Map<string, SafePattern>();
const MAX_PATTERNS = 200;

function patternOf(source: string, context: CallContext): SafePattern {
  let pattern = patterns.get(source);
  if (!pattern) {
    // Compiling is the costly part of a pattern nobody has used before.
    context.spend(1_000);
    const compiled = compilePattern(source);
    if (!compiled.ok) return fail('pattern', compiled.message, context.position);
    pattern = compiled.pattern;
    if (patterns.size >= MAX_PATTERNS) patterns.delete(patterns.keys().next().value!);
    patterns.set(source, pattern);
  }
  return pattern;
}
