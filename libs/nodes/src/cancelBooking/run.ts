import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { CancelBookingData } from './definition';

export const runCancelBooking: NodeRunner<CancelBookingData> = {
  performs: ['cancelBooking'],
  enter: (data) => ({ then: { go: 'ask', name: 'cancelBooking', payload: { resource: data.resource } } }),
  resume(data, _context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    if (by.answer !== true) return leave('none');
    return leave('cancelled', data.keepIn === undefined ? [] : [{ type: 'setField', field: data.keepIn, value: null }]);
  },
};
