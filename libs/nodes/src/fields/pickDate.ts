import { isPickerValue } from '@chatloom/messages';
import { z } from 'zod';

/** `today`, `today+7`, `today-30`: counted in the bot's time zone when the picker is sent. */
export const RELATIVE_DAY = /^today(?:([+-])(\d{1,4}))?$/;

const bound = z.string().max(20).optional().meta({ control: 'date' });

/** What LINE's date and time picker asks for, and within which bounds (FACTS §7 datetimepicker). */
export const pickDateFields = {
  mode: z.enum(['date', 'time', 'datetime']).default('date').meta({ control: 'select', options: ['date', 'time', 'datetime'] }),
  /** Earliest and latest answer: `yyyy-MM-dd`, `HH:mm` or `yyyy-MM-ddTHH:mm` by mode, or `today±days`. */
  min: bound,
  max: bound,
  /** What the picker shows first. */
  initial: bound.meta({ control: 'date', advanced: true }),
};
const pickDateObject = z.object(pickDateFields);
export type PickDate = z.infer<typeof pickDateObject>;

const NAMES = { date: 'date (2027-01-31, or today+7)', time: 'time (18:30)', datetime: 'date and time (2027-01-31T18:30, or today+7)' };

/** For `superRefine`: each bound has the form of the mode, and the latest answer is not before the earliest. */
export function refusePickerFaults(data: PickDate, context: z.core.$RefinementCtx): void {
  for (const field of ['min', 'max', 'initial'] as const) {
    const value = data[field];
    if (!value || isPickerValue(value, data.mode) || (data.mode !== 'time' && RELATIVE_DAY.test(value))) continue;
    context.addIssue({ code: 'custom', path: [field], message: `"${value}" is no ${NAMES[data.mode]}.`, params: { code: 'dateInvalid', value } });
  }
  if (data.min && data.max && isPickerValue(data.min, data.mode) && isPickerValue(data.max, data.mode) && data.min > data.max) {
    context.addIssue({
      code: 'custom',
      path: ['max'],
      message: 'The latest answer is before the earliest.',
      params: { code: 'minAboveMax', min: data.min, max: data.max },
    });
  }
}
