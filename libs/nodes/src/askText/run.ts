import { countGraphemes } from '@chatloom/messages';
import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import type { AskTextData } from './definition';

export const runAskText = askRunner<AskTextData>({
  read(data, _context, by) {
    if (by.by !== 'message' || by.message.type !== 'text') return { is: 'wrong', why: 'notText' };
    const value = cleanAnswer(by.message.text ?? '');
    if (value === '') return { is: 'wrong', why: 'empty' };
    const length = countGraphemes(value);
    if (data.minLength !== undefined && length < data.minLength) return { is: 'wrong', why: 'tooShort' };
    if (data.maxLength !== undefined && length > data.maxLength) return { is: 'wrong', why: 'tooLong' };
    return { is: 'answer', value };
  },
});
