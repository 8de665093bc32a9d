import { z } from 'zod';
import { defineNode } from '../defineNode';
import { nameSchema } from '../fields/names';

/** What is booked, in the team's own words; bookings of one name share their places. */
export const bookingResource = z
  .string()
  .trim()
  .max(60, 'The name has at most 60 characters.')
  .superRefine((name, context) => {
    if (name === '') context.addIssue({ code: 'custom', message: 'The text is empty.', params: { code: 'textMissing', max: 60, length: 0 } });
  })
  .meta({ control: 'text' });
/** A contact field that holds the date and time of the booking, for reminders. */
export const bookingField = nameSchema.optional().meta({ control: 'field' });

const template = (max: number) => z.string().max(max, `At most ${max} characters.`);

/** Exits of a booking: kept; no place left; that time is over; no date could be read. */
export const BOOKING_EXITS = ['saved', 'full', 'past', 'unclear'] as const;

/** Keeps a booking, as long as there is room at its time. */
export const saveBookingSchema = z.strictObject({
  resource: bookingResource,
  /** `yyyy-MM-dd`, perhaps with a time behind it. */
  date: template(200).meta({ control: 'text', templates: true }),
  /** `HH:mm` on the bot's clock; empty when the date has it. */
  time: template(200).meta({ control: 'text', templates: true }),
  /** How many places are taken; anything that is no number is one. */
  people: template(200).meta({ control: 'text', templates: true }),
  /** Places at one time; 0 is no limit. */
  capacity: z.int().min(0).max(100_000).default(0).meta({ control: 'number', min: 0, max: 100_000, step: 1 }),
  /** Bookings within so many minutes of a day share their places, counted from midnight. */
  slotMinutes: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120), z.literal(240), z.literal(1440)]).default(60).meta({ control: 'select', options: [15, 30, 60, 120, 240, 1440] }),
  note: template(1000).optional().meta({ control: 'textarea', templates: true }),
  keepIn: bookingField,
});
export type SaveBookingData = z.infer<typeof saveBookingSchema>;

export const saveBookingDefinition = defineNode({
  type: 'saveBooking',
  kind: 'data',
  icon: 'calendar-check',
  schema: saveBookingSchema,
  defaults: () => ({ resource: '', date: '{{ answer.date }}', time: '{{ answer.time }}', people: '{{ answer.people }}', capacity: 0, slotMinutes: 60 as const }),
  ports: () => BOOKING_EXITS.map((id) => ({ id, label: { key: `booking.${id}` } })),
});
