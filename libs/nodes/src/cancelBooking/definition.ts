import { z } from 'zod';
import { defineNode } from '../defineNode';
import { bookingField, bookingResource } from '../saveBooking/definition';

/** Cancels the next booking this person has; its places are free again. */
export const cancelBookingSchema = z.strictObject({
  resource: bookingResource,
  /** Emptied, so that no reminder comes. */
  keepIn: bookingField,
});
export type CancelBookingData = z.infer<typeof cancelBookingSchema>;

export const cancelBookingDefinition = defineNode({
  type: 'cancelBooking',
  kind: 'data',
  icon: 'calendar-x',
  schema: cancelBookingSchema,
  defaults: () => ({ resource: '' }),
  ports: () => [{ id: 'cancelled', label: { key: 'booking.cancelled' } }, { id: 'none', label: { key: 'booking.none' } }],
});
