import { Controller, Res } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { Bookings, type BookingView, exportBookings } from '@chatloom/audience';
import { type Booking, type CallOutput, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { causeOf } from './causeOf';
import { isoOrNull, momentCursorAfter, momentCursorOf } from './pages';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';

/** Bookings that flows keep, as the team looks at them. */
@Controller()
export class BookingsController {
  constructor(
    private readonly bookings: Bookings,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listBookings)
  async list(@Call() { params, query }: CallOf<typeof Routes.listBookings>): Promise<CallOutput<typeof Routes.listBookings>> {
    const { cursor, limit, ...days } = query;
    const items = (await this.bookings.list(params.botId, days, { limit, after: momentCursorOf(cursor) })).map(toBooking);
    return { items, nextCursor: momentCursorAfter(items.at(-1), items.length === limit) };
  }

  @Route(Routes.cancelBooking)
  async cancel(@Call() call: CallOf<typeof Routes.cancelBooking>): Promise<CallOutput<typeof Routes.cancelBooking>> {
    const { botId, bookingId } = call.params;
    const booking = await this.bookings.cancel(botId, bookingId, causeOf(call.principal));
    await this.audit.record({ action: 'booking.cancelled', personId: call.principal.person.id, botId, ip: call.ip, details: { bookingId, contactId: booking.contactId } });
    return toBooking(booking);
  }

  @Route(Routes.exportBookings)
  async export(@Call() call: CallOf<typeof Routes.exportBookings>, @Res() reply: FastifyReply): Promise<void> {
    const { params, query } = call;
    await this.audit.record({ action: 'booking.exported', personId: call.principal.person.id, botId: params.botId, ip: call.ip, details: { from: query.from, to: query.to } });
    await sendCsv(reply, { fileName: `bookings ${query.from}.csv`, text: exportBookings(this.bookings, params.botId, query) });
  }
}

function toBooking({ at, createdAt, cancelledAt, ...booking }: BookingView): Booking {
  return { ...booking, at: at.toISOString(), createdAt: createdAt.toISOString(), cancelledAt: isoOrNull(cancelledAt) };
}
