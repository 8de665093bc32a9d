import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import type { AskPhoneData } from './definition';
import { phoneCountryOf, readPhone } from './readPhone';

export const runAskPhone = askRunner<AskPhoneData>({
  read(data, context, by) {
    if (by.by !== 'message' || by.message.type !== 'text') return { is: 'wrong', why: 'notText' };
    const auto = () => phoneCountryOf(context.env.contact.language) ?? phoneCountryOf(context.flow.document.language);
    const value = readPhone(cleanAnswer(by.message.text ?? ''), data.country === 'auto' ? auto() : data.country);
    return value === undefined ? { is: 'wrong', why: 'notAPhoneNumber' } : { is: 'answer', value };
  },
});
