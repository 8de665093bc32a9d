import { isPickerValue } from '@chatloom/messages';
import { askLabel } from '../shared/askLabel';
import { askRunner } from '../shared/askRunner';
import { cleanAnswer } from '../shared/cleanAnswer';
import { pickerBounds, pickerLimits } from '../shared/pickerBounds';
import type { AskDateData } from './definition';
import { readDate } from './readDate';

const WORDS = { date: 'pickDate', time: 'pickTime', datetime: 'pickDateTime' } as const;

export const runAskDate = askRunner<AskDateData>({
  buttons(data, context) {
    return [
      {
        action: {
          type: 'datetimepicker',
          label: askLabel(data.buttonLabel, WORDS[data.mode], context),
          data: context.tapData('answered'),
          mode: data.mode,
          ...pickerLimits(data, context.env.now, context.env.bot.timeZone),
        },
      },
    ];
  },

  read(data, context, by) {
    const { now, bot, contact } = context.env;
    let value: string | undefined;
    if (by.by === 'tap') value = by.params?.[data.mode]?.replace('t', 'T');
    else if (by.message.type !== 'text') return { is: 'wrong', why: 'notText' };
    else value = readDate(cleanAnswer(by.message.text ?? ''), data.mode, { language: contact.language ?? context.flow.document.language, now, zone: bot.timeZone });
    if (value === undefined || !isPickerValue(value, data.mode)) return { is: 'wrong', why: 'notADate' };
    const { min, max } = pickerBounds(data, now, bot.timeZone);
    if (min !== undefined && value < min) return { is: 'wrong', why: 'tooEarly' };
    if (max !== undefined && value > max) return { is: 'wrong', why: 'tooLate' };
    return { is: 'answer', value };
  },
});
