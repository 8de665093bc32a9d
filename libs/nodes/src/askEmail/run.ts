import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import type { AskEmailData } from './definition';
import { readEmail } from './readEmail';

export const runAskEmail = askRunner<AskEmailData>({
  read(_data, _context, by) {
    if (by.by !== 'message' || by.message.type !== 'text') return { is: 'wrong', why: 'notText' };
    const value = readEmail(cleanAnswer(by.message.text ?? ''));
    return value === undefined ? { is: 'wrong', why: 'notAnEmail' } : { is: 'answer', value };
  },
});
