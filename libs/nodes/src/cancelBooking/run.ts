import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { CancelBookingData } from './definition';

export const runCancelBooking: NodeRunner<CancelBookingData> = {
  performs: ['cancelBooking'],
  enter: (data) => ({ then: { go: 'ask', name: 'cancelBooking', payload: { resource: data.resource } } }),
  resume(data, _context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    // Whoever has booked another time as well is reminded of that one from now on.
    const next = typeof by.answer === 'string' ? by.answer : null;
    if (by.answer !== true && next === null) return leave('none');
    return leave('cancelled', data.keepIn === undefined ? [] : [{ type: 'setField', field: data.keepIn, value: next }]);
  },
};
