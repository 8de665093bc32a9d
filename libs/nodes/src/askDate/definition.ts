import { isPickerValue } from '@chatloom/messages';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { ownLabel } from '../fields/ownLabel';

/** `today`, `today+7`, `today-30`: counted in the bot's time zone when the question is asked. */
export const RELATIVE_DAY = /^today(?:([+-])(\d{1,4}))?$/;

const bound = z.string().max(20).optional().meta({ control: 'date' });

/** Asks for a date, a time, or both: with LINE's picker, or typed. */
export const askDateSchema = z
  .strictObject({
    ...askFields,
    mode: z.enum(['date', 'time', 'datetime']).default('date').meta({ control: 'select', options: ['date', 'time', 'datetime'] }),
    /** Earliest and latest answer: `yyyy-MM-dd`, `HH:mm` or `yyyy-MM-ddTHH:mm` by mode, or `today±days`. */
    min: bound,
    max: bound,
    /** What the picker shows first. */
    initial: bound.meta({ control: 'date', advanced: true }),
    buttonLabel: ownLabel,
  })
  .superRefine((data, context) => {
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
  });
export type AskDateData = z.infer<typeof askDateSchema>;

const NAMES = { date: 'date (2027-01-31, or today+7)', time: 'time (18:30)', datetime: 'date and time (2027-01-31T18:30, or today+7)' };

export const askDateDefinition = defineNode({
  type: 'askDate',
  kind: 'ask',
  icon: 'calendar-question',
  sends: 'reply',
  waits: 'answer',
  schema: askDateSchema,
  defaults: () => ({ ...askDefaults, mode: 'date' as const }),
  ports: (data) => askPorts(data),
});
