import type { ConditionData, ConditionRule } from '../condition/definition';
import type { PreviewWords } from '../nodeEditor';

/** A condition in words, one rule a line; the card clips what does not fit. */
export function sayCondition(data: ConditionData, words: PreviewWords): string {
  const rules = data.groups.flatMap((group) => group.rules);
  return rules.map((rule) => sayRule(rule, words)).filter(Boolean).join('\n');
}

function sayRule(rule: ConditionRule, words: PreviewWords): string {
  switch (rule.kind) {
    case 'field':
      return rule.field && compare(rule.field, rule, words);
    case 'answer':
      return rule.name && compare(rule.name, rule, words);
    case 'lastAnswer':
      return compare(words.t('options.kind.lastAnswer'), rule, words);
    case 'tag':
      return rule.tag && words.t(rule.has ? 'preview.hasTag' : 'preview.hasNotTag', { tag: rule.tag });
    case 'timeOfDay':
      return words.t('preview.timeOfDay', { from: rule.from, to: rule.to });
    case 'weekday':
      return rule.days.map((day) => words.t(`weekdaysShort.${day}`)).join(' ');
    case 'businessHours':
      return words.t(rule.open ? 'preview.open' : 'preview.closed');
    case 'friend':
      return words.t(rule.is ? 'preview.friend' : 'preview.notFriend');
    case 'language':
      return words.t('preview.language', { language: rule.is });
    case 'expression':
      return rule.expression;
  }
}

function compare(name: string, rule: { op: string; value: string }, words: PreviewWords): string {
  const value = rule.op === 'isSet' || rule.op === 'isEmpty' ? '' : rule.value.replaceAll('\n', ', ');
  return [name, words.t(`options.op.${rule.op}`), value].filter(Boolean).join(' ');
}
