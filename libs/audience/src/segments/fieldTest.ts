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
  const today = () => dayAt(scene.now, scene.timeZone);
  const isWord = (passes: (text: string) => boolean) => {
    const text = textOf(value);
    return text !== null && passes(fold(text));
  };
  const isNumber = (passes: (number: number) => boolean) => {
    const number = numberOf(value);
    return number !== null && passes(number);
  };
  const isDay = (passes: (day: string) => boolean) => {
    const day = dayOf(value, scene.timeZone);
    return day !== null && passes(day);
  };
  switch (test.op) {
    case 'isSet':
      return isSet(value);
    case 'isTrue':
      return isWord((text) => text === 'true');
    case 'isOneOf':
      return isWord((text) => test.values.map(fold).includes(text));
    case 'contains':
      return isWord((text) => text.includes(fold(test.value)));
    case 'startsWith':
      return isWord((text) => text.startsWith(fold(test.value)));
    case 'numberIs':
      return isNumber((number) => COMPARE[test.compare]!(number, test.value));
    case 'numberBetween':
      return isNumber((number) => number >= test.from && number <= test.to);
    case 'dayIs':
      return isDay((day) => (test.compare === 'before' ? day < test.day : test.compare === 'after' ? day > test.day : day === test.day));
    case 'inLastDays':
      return isDay((day) => day >= addDays(today(), 1 - test.days) && day <= today());
    case 'inNextDays':
      return isDay((day) => day >= today() && day <= addDays(today(), test.days - 1));
    case 'anniversary':
      return isDay((day) => anniversaries(today(), test.fromDays, test.toDays).includes(day.slice(5)));
    case 'month':
      return isDay((day) => day.slice(5, 7) === monthOf(test.month, today()));
    case 'hasAny':
      return test.values.some((one) => choicesOf(value).includes(one));
    case 'hasAll':
      return test.values.every((one) => choicesOf(value).includes(one));
  }
}
