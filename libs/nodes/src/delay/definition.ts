import { BUTTONS_TEXT_MAX_GRAPHEMES, TEMPLATE_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { z } from 'zod';
import { delayLosesMessages, outlivesReplyToken } from '../checks/delayLosesMessages';
import { defineNode } from '../defineNode';
import { durationSchema } from '../fields/duration';
import { localizedText } from '../fields/localizedText';
import { ifTooLateSchema } from '../fields/messageFields';
import { fieldName } from '../fields/names';
import { optionalTimeZone, timeOfDay, weekdaysField } from '../fields/timeFields';

const mode = <K extends string>(name: K) => z.literal(name).meta({ control: 'hidden' });

/** How long to wait, in the four ways people say it. */
export const delayUntilSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: mode('duration'), duration: durationSchema }),
  /** A date and time on the clock of a zone. */
  z.strictObject({
    mode: mode('dateTime'),
    at: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'A date and time is written 2027-01-31T18:30.')
      .refine((at) => isRealDate(at.slice(0, 10)), 'There is no such day.')
      .meta({ control: 'dateTime' }),
    timeZone: optionalTimeZone,
  }),
  /** A date kept in a contact field (`yyyy-MM-dd`, or with `THH:mm`), shifted by days, at a time of day. */
  z.strictObject({
    mode: mode('field'),
    field: fieldName,
    daysBefore: z.int().min(-366).max(366).default(0).meta({ control: 'number', min: -366, max: 366, step: 1 }),
    /** Empty: the field's own time, or 09:00 when it is a date alone. */
    time: z.union([z.literal(''), timeOfDay]).optional().meta({ control: 'timeOfDay' }),
    timeZone: optionalTimeZone,
  }),
  z.strictObject({ mode: mode('weekday'), days: weekdaysField, time: timeOfDay, timeZone: optionalTimeZone }),
]);

/** What a "continue" bubble says; free, because the person's tap brings a new reply token. */
const tapSchema = z.strictObject({
  text: localizedText(BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
  label: localizedText(TEMPLATE_LABEL_MAX_GRAPHEMES, 'graphemes'),
  /** Said to whoever taps before the time has come. */
  notYetText: localizedText(BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
});

/** Waits for time to pass. */
export const delaySchema = z
  .strictObject({
    until: delayUntilSchema,
    /** Move a due time outside the bot's business hours to the next opening. */
    onlyInBusinessHours: z.boolean().default(false).meta({ control: 'switch' }),
    /**
     * How the conversation goes on when the free reply is over (FACTS §4: one minute): `push` sends what follows as
     * pushes, which cost; `tapToContinue` shows a button before the wait and goes on, free, when it is tapped.
     */
    afterwards: z.enum(['push', 'tapToContinue']).default('push').meta({ control: 'select', options: ['push', 'tapToContinue'] }),
    tap: tapSchema.optional().meta({ showWhen: { field: 'afterwards', is: ['tapToContinue'] } }),
    ifTooLate: ifTooLateSchema.meta({ control: 'select', options: ['drop', 'push'], advanced: true, showWhen: { field: 'afterwards', is: ['tapToContinue'] } }),
  })
  .superRefine((data, context) => {
    if (data.afterwards === 'tapToContinue' && !data.tap) {
      context.addIssue({ code: 'custom', path: ['tap'], message: 'The words of the "continue" button are missing.', params: { code: 'tapTextMissing' } });
    }
  });
export type DelayData = z.infer<typeof delaySchema>;

export const delayDefinition = defineNode({
  type: 'delay',
  kind: 'wait',
  icon: 'clock-hour-4',
  waits: 'time',
  schema: delaySchema,
  defaults: () => ({
    until: { mode: 'duration' as const, duration: { amount: 1, unit: 'hours' as const } },
    onlyInBusinessHours: false,
    afterwards: 'push' as const,
    ifTooLate: 'drop' as const,
  }),
  ports: () => [{ id: 'next', label: { key: 'next' } }],
  paysAfterwards: outlivesReplyToken,
  check: (data, context) => delayLosesMessages(data, context),
});

function isRealDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
