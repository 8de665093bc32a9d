import type { EffectBody, NodeRunner } from '@chatloom/engine';
import { readNumber } from '../shared/readNumber';
import { leave } from '../shared/leave';
import { BOOKING_EXITS, type SaveBookingData } from './definition';
import { readBookingTime } from './readBookingTime';

const PEOPLE_MAX = 10_000;

/** Whether there is room is decided where bookings are kept, in the same turn. */
export const runSaveBooking: NodeRunner<SaveBookingData> = {
  performs: ['saveBooking'],
  enter(data, context) {
    const { now, bot } = context.env;
    const time = readBookingTime(context.render(data.date), context.render(data.time), bot.timeZone, data.slotMinutes);
    if (!time) {
      context.trace('bookingUnclear');
      return leave('unclear');
    }
    if (time.at <= now) return leave('past');
    const read = readNumber(context.render(data.people));
    const people = read !== undefined && Number.isInteger(read) && read >= 1 && read <= PEOPLE_MAX ? read : 1;
    const payload = { resource: data.resource, at: time.at, local: time.local, slot: time.slot, people, capacity: data.capacity, note: context.render(data.note).trim(), flowId: context.flow.flowId, keepIn: data.keepIn ?? null };
    return { then: { go: 'ask', name: 'saveBooking', payload, state: { local: time.local } } };
  },
  resume(data, context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    const outcome = BOOKING_EXITS.find((exit) => exit === by.answer) ?? 'unclear';
    const local = context.wait.state['local'];
    const effects: EffectBody[] = outcome === 'saved' && data.keepIn !== undefined && typeof local === 'string' ? [{ type: 'setField', field: data.keepIn, value: local }] : [];
    return leave(outcome, effects);
  },
};
