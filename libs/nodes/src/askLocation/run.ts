import { askLabel } from '../shared/askLabel';
import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import type { AskLocationData } from './definition';

export const runAskLocation = askRunner<AskLocationData>({
  buttons: (data, context) => [{ action: { type: 'location', label: askLabel(data.buttonLabel, 'shareLocation', context) } }],

  read(_data, _context, by) {
    if (by.by !== 'message' || by.message.type !== 'location') return { is: 'wrong', why: 'notALocation' };
    const { title, address, latitude, longitude } = by.message;
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return { is: 'wrong', why: 'notALocation' };
    const words = (value: unknown) => (typeof value === 'string' ? cleanAnswer(value) : '');
    return { is: 'answer', value: { title: words(title), address: words(address), latitude, longitude } };
  },
});
