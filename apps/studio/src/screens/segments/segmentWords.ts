import type { SegmentFieldTest, SegmentProblem, SegmentReason, SegmentRule, SegmentTime } from '@chatloom/contract';
import type { TFunction } from 'i18next';
import type { RuleNames } from './useRuleNames';

type T = TFunction<'segments'>;

/** What is wrong with a rule, in the reader's language; a code without words shows the server's own sentence. */
export const problemWords = ({ code, params, message }: SegmentProblem, t: T): string => t(`problems.${code}`, { ...params, defaultValue: message });

/** How a reader writes lists, days and numbers. */
export interface Voice {
  t: T;
  list: (words: readonly string[]) => string;
  date: (at: string) => string;
  dateTime: (at: string) => string;
  number: (value: number) => string;
  names: RuleNames;
  /** The title of a step of a flow; the id when nobody knows. */
  step: (nodeId: string) => string;
}

const nameOf = (choices: readonly { value: string; label: string }[], id: string, { t }: Voice) => choices.find(({ value }) => value === id)?.label ?? t('gone');
// A day of the calendar is the same day everywhere: noon keeps it from slipping over midnight.
const dayWords = (day: string, voice: Voice) => (day === '' ? '…' : voice.date(`${day}T12:00:00`));

function timeWords(when: SegmentTime, voice: Voice): string {
  const { t } = voice;
  if (when.op === 'ever') return t('times.ever');
  if (when.op === 'inLast') return t(when.unit === 'days' ? 'timeWords.inLastDays' : 'timeWords.inLastHours', { count: when.amount });
  if (when.op === 'inNext') return t(when.unit === 'days' ? 'timeWords.inNextDays' : 'timeWords.inNextHours', { count: when.amount });
  if (when.op === 'between') return t('timeWords.between', { day: dayWords(when.day, voice), until: dayWords(when.until, voice) });
  return t(`timeWords.${when.op}`, { day: dayWords(when.day, voice) });
}

function testWords(test: SegmentFieldTest, key: string, voice: Voice): string {
  const { t, list, number } = voice;
  const field = voice.names.fields.find((known) => known.key === key);
  const optionName = (value: string) => field?.options.find((option) => option.key === value)?.label ?? value;
  const words = t(`tests.${test.op}`);
  switch (test.op) {
    case 'isSet':
    case 'isTrue':
      return words;
    case 'isOneOf':
    case 'hasAny':
    case 'hasAll':
      return t('testWords.values', { words, values: list(test.values.map(optionName)) });
    case 'contains':
    case 'startsWith':
      return t('testWords.text', { words, value: test.value });
    case 'numberIs':
      return t('testWords.values', { words: t(`compares.${test.compare}`), values: number(test.value) });
    case 'numberBetween':
      return t('testWords.between', { from: number(test.from), to: number(test.to) });
    case 'dayIs':
      return t(`timeWords.${test.compare}`, { day: dayWords(test.day, voice) });
    case 'inLastDays':
      return t('timeWords.inLastDays', { count: test.days });
    case 'inNextDays':
      return t('timeWords.inNextDays', { count: test.days });
    case 'anniversary':
      return t('testWords.anniversary', { from: number(test.fromDays), to: number(test.toDays) });
    case 'month':
      return typeof test.month === 'number' ? t('testWords.month', { month: test.month }) : t(test.month === 'this' ? 'controls.thisMonth' : 'controls.nextMonth');
  }
}

/** What a rule is about and asks, without its verb: "vip, gold", "Birthday in the next 7 days". */
function subjectOf(rule: SegmentRule, voice: Voice): string {
  const { t, list, names } = voice;
  switch (rule.type) {
    case 'tag':
      return t(rule.tags.length > 1 && rule.match === 'all' ? 'says.allOf' : 'says.list', { list: list(rule.tags) });
    case 'field':
      return t(rule.not ? 'says.fieldNot' : 'says.field', { field: names.fields.find(({ key }) => key === rule.field)?.label ?? rule.field, test: testWords(rule.test, rule.field, voice) });
    case 'source':
      return list(rule.sourceIds.map((id) => nameOf(names.sources, id, voice)));
    case 'language':
      return list(rule.languages.map((language) => names.languageName(language)));
    case 'channel':
      return list(rule.channelIds.map((id) => nameOf(names.channels, id, voice)));
    case 'friend':
      return '';
    case 'consent':
      return t(`consent.${rule.is}`);
    case 'added':
    case 'lastActive':
      return timeWords(rule.when, voice);
    case 'flowReached':
    case 'flowDropped':
    case 'flowWaiting': {
      const flow = nameOf(names.flows, rule.flowId, voice);
      const what = rule.nodeId === undefined ? flow : t('says.step', { flow, step: voice.step(rule.nodeId) });
      return rule.type === 'flowReached' ? t('says.when', { what, when: timeWords(rule.when, voice) }) : what;
    }
    case 'flowFinished':
      return t('says.when', { what: nameOf(names.flows, rule.flowId, voice), when: timeWords(rule.when, voice) });
    case 'fact': {
      const subject = names.facts.find(({ fact }) => fact === rule.fact)?.subjects.find(({ id }) => id === rule.subjectId);
      const what = rule.subjectId === undefined ? t('controls.anySubject') : (subject?.name ?? t('gone'));
      return t('says.when', { what, when: timeWords(rule.when, voice) });
    }
  }
}

/** A rule as one line: "Tag: has vip, gold". */
export function ruleWords(rule: SegmentRule, voice: Voice): string {
  const { t } = voice;
  if (rule.type === 'field') return subjectOf(rule, voice);
  const type = rule.type === 'fact' ? t(`facts.${rule.fact}`, { defaultValue: rule.fact }) : t(`types.${rule.type}`);
  return t('says.rule', { type, verb: t(`verbs.${rule.type}.${rule.not ? 'not' : 'is'}`), what: subjectOf(rule, voice) }).trim();
}

/** What a rule saw of one person: "Tags: vip". Empty for a group. */
export function reasonWords({ code, seen }: SegmentReason, voice: Voice): string {
  const { t, list, names } = voice;
  if (code === 'group') return t('reasons.group', { met: seen['met'] as number, of: seen['of'] as number });
  const text = (key: string) => (typeof seen[key] === 'string' ? (seen[key] as string) : '');
  const values = seen['value'];
  return t(`reasons.${code}`, {
    defaultValue: '',
    tags: list(Array.isArray(seen['has']) ? seen['has'] : []),
    source: nameOf(names.sources, text('sourceId'), voice),
    language: text('language') === '' ? '' : names.languageName(text('language')),
    channel: nameOf(names.channels, text('channelId'), voice),
    at: text('at') === '' ? '' : voice.dateTime(text('at')),
    state: text('state') === '' ? '' : t(`consent.${text('state')}`),
    step: text('nodeId') === '' ? t('controls.anyStep') : voice.step(text('nodeId')),
    field: names.fields.find(({ key }) => key === text('field'))?.label ?? text('field'),
    value: Array.isArray(values) ? list(values) : String(values ?? ''),
  });
}
