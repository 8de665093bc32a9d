import type { SegmentFieldTest } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { choicesOf, dayOf, fold, isSet, numberOf, textOf } from './fieldValue';
import { addDays, anniversaries, dayAt, monthOf, type SegmentScene } from './SegmentScene';

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  equal: (a, b) => a === b,
  less: (a, b) => a < b,
  lessOrEqual: (a, b) => a <= b,
  greater: (a, b) => a > b,
  greaterOrEqual: (a, b) => a >= b,
};

/**
 * Does a field's value pass the test? A value that is not set, or that the test cannot read, does not. Words compare without regard to the case of
 * Latin letters; choices by their keys, exactly.
 */
export function passesFieldTest(value: Json | undefined, test: SegmentFieldTest, scene: SegmentScene): boolean {
  const today = dayAt(scene.now, scene.timeZone);
  const text = textOf(value);
  const number = numberOf(value);
  const day = dayOf(value, scene.timeZone);
  switch (test.op) {
    case 'isSet':
      return isSet(value);
    case 'isTrue':
      return text !== null && fold(text) === 'true';
    case 'isOneOf':
      return text !== null && test.values.map(fold).includes(fold(text));
    case 'contains':
      return text !== null && fold(text).includes(fold(test.value));
    case 'startsWith':
      return text !== null && fold(text).startsWith(fold(test.value));
    case 'numberIs':
      return number !== null && COMPARE[test.compare]!(number, test.value);
    case 'numberBetween':
      return number !== null && number >= test.from && number <= test.to;
    case 'dayIs':
      return day !== null && (test.compare === 'before' ? day < test.day : test.compare === 'after' ? day > test.day : day === test.day);
    case 'inLastDays':
      return day !== null && day >= addDays(today, 1 - test.days) && day <= today;
    case 'inNextDays':
      return day !== null && day >= today && day <= addDays(today, test.days - 1);
    case 'anniversary':
      return day !== null && anniversaries(today, test.fromDays, test.toDays).includes(day.slice(5));
    case 'month':
      return day !== null && day.slice(5, 7) === monthOf(test.month, today);
    case 'hasAny':
      return test.values.some((one) => choicesOf(value).includes(one));
    case 'hasAll':
      return test.values.every((one) => choicesOf(value).includes(one));
  }
}
