import { IconCalendarHeart } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { DateTriggerData } from './definition';

export const dateTriggerEditor: NodeEditor<DateTriggerData> = {
  icon: IconCalendarHeart,
  preview: (data, words) => {
    const days = Math.abs(data.daysBefore);
    const key = data.daysBefore > 0 ? 'before' : data.daysBefore < 0 ? 'after' : 'on';
    return { text: [words.t(`preview.date.${key}`, { count: days, field: data.field, time: data.time }), data.yearly ? words.t('preview.date.yearly') : ''].filter(Boolean).join('\n') };
  },
};
