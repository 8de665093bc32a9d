import { z } from 'zod';
import { botParams, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** A booking a flow has kept. */
export const bookingSchema = named(
  'Booking',
  z.object({
    id: uuidSchema,
    contactId: uuidSchema,
    displayName: z.string().nullable(),
    /** What is booked, in the team's words. */
    resource: z.string(),
    at: timeSchema,
    /** On the bot's clock when it was booked: yyyy-MM-ddTHH:mm. */
    local: z.string(),
    people: z.number().int(),
    note: z.string(),
    state: z.enum(['booked', 'cancelled']),
    createdAt: timeSchema,
    cancelledAt: timeSchema.nullable(),
    cancelledBy: z.enum(['person', 'team']).nullable(),
  }),
);
export type Booking = z.infer<typeof bookingSchema>;

/** Days are those of the bot's clock. */
const daySchema = z.iso.date();
const spanQuery = z.object({ from: daySchema, /** The last day that belongs to it. */ to: daySchema, resource: z.string().max(60).optional() });

export const bookingRoutes = {
  listBookings: defineRoute({
    method: 'GET',
    path: '/bots/:botId/bookings',
    summary: 'Bookings from one day to another of the bot, the earliest first; cancelled ones too.',
    tag: 'bookings',
    params: botParams,
    query: pageQuery.extend(spanQuery.shape),
    response: pageOf(bookingSchema),
    errors: ['notFound', 'invalid'],
    auth: 'person',
    permission: 'people.read',
  }),
  cancelBooking: defineRoute({
    method: 'POST',
    path: '/bots/:botId/bookings/:bookingId/cancel',
    summary: 'Cancel a booking; its places are free again, and the field that keeps its time for reminders is emptied. The person is not told: say it to them.',
    tag: 'bookings',
    params: botParams.extend({ bookingId: uuidSchema }),
    response: bookingSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  exportBookings: defineRoute({
    method: 'GET',
    path: '/bots/:botId/bookings.csv',
    summary: 'The same as a CSV file. Cells that a spreadsheet could take for a formula are escaped.',
    tag: 'bookings',
    params: botParams,
    query: spanQuery,
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.export',
    produces: 'text/csv; charset=utf-8',
  }),
} as const;
