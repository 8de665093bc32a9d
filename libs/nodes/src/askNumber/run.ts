import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import { readNumber } from '../shared/readNumber';
import type { AskNumberData } from './definition';

export const runAskNumber = askRunner<AskNumberData>({
  read(data, _context, by) {
    if (by.by !== 'message' || by.message.type !== 'text') return { is: 'wrong', why: 'notText' };
    const value = readNumber(cleanAnswer(by.message.text ?? ''));
    if (value === undefined) return { is: 'wrong', why: 'notANumber' };
    if (data.integer && !Number.isInteger(value)) return { is: 'wrong', why: 'notWhole' };
    if (data.min !== undefined && value < data.min) return { is: 'wrong', why: 'tooSmall' };
    if (data.max !== undefined && value > data.max) return { is: 'wrong', why: 'tooLarge' };
    return { is: 'answer', value };
  },
});
