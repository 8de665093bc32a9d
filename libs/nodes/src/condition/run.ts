import { type Json, type JsonObject, localTime, type NodeRunner, type RunContext } from '@chatloom/engine';
import { leave } from '../shared/leave';
import { isOpenAt } from '../time/businessHours';
import { compare } from './compare';
import type { ConditionData, ConditionRule } from './definition';

export const runCondition: NodeRunner<ConditionData> = {
  enter(data, context) {
    // Every rule is looked at, also when the outcome is clear, because each of them is shown with its values.
    const groups = data.groups.map((group) => combine(group.match, group.rules.map((rule) => checkRule(rule, context))));
    return leave(combine(data.match, groups) ? 'yes' : 'no');
  },
};

function combine(match: 'all' | 'any', results: boolean[]): boolean {
  return match === 'all' ? results.every(Boolean) : results.some(Boolean);
}

function checkRule(rule: ConditionRule, context: RunContext): boolean {
  const { result, ...values } = judge(rule, context);
  context.trace('conditionChecked', { kind: rule.kind, ...values, result });
  return result;
}

function judge(rule: ConditionRule, context: RunContext): JsonObject & { result: boolean } {
  const { env, session } = context;
  switch (rule.kind) {
    case 'field':
      return compared(own(env.contact.fields, rule.field), rule, context, { field: rule.field });
    case 'answer':
      return compared(own(session.answers, rule.name), rule, context, { name: rule.name });
    case 'lastAnswer':
      return compared(session.lastAnswer?.value, rule, context, {});
    case 'tag': {
      const has = env.contact.tags.includes(rule.tag);
      return { tag: rule.tag, expected: rule.has, actual: has, result: has === rule.has };
    }
    case 'timeOfDay': {
      const { time } = localTime(env.now, env.bot.timeZone);
      return { from: rule.from, to: rule.to, actual: time, result: within(time, rule.from, rule.to) };
    }
    case 'weekday': {
      const { weekday } = localTime(env.now, env.bot.timeZone);
      return { days: rule.days, actual: weekday, result: rule.days.includes(weekday) };
    }
    case 'businessHours': {
      const open = isOpenAt(env.now, env.bot);
      return { expected: rule.open, actual: open, result: open === rule.open };
    }
    case 'friend':
      return { expected: rule.is, actual: env.contact.isFriend, result: env.contact.isFriend === rule.is };
    case 'language': {
      const actual = env.contact.language ?? '';
      return { expected: rule.is, actual, result: speaks(actual, rule.is) };
    }
    case 'expression': {
      const actual = context.evaluate(rule.expression);
      return { expression: rule.expression, actual: actual ?? null, result: actual === true };
    }
  }
}

function compared(actual: Json | undefined, rule: Extract<ConditionRule, { op: string }>, context: RunContext, subject: JsonObject) {
  const expected = context.render(rule.value);
  return { ...subject, op: rule.op, expected, actual: actual ?? null, result: compare(actual, rule.op, expected) };
}

/** A value by a name a person wrote, never something inherited. */
function own(values: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** `HH:mm` texts are in the order of time; a range whose end is earlier goes over midnight. */
function within(time: string, from: string, to: string): boolean {
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

function speaks(actual: string, wanted: string): boolean {
  const [a, w] = [actual.toLowerCase(), wanted.toLowerCase()];
  return a === w || a.startsWith(`${w}-`);
}
