import { IconCalendarTime } from '@tabler/icons-react';
import { sayCron } from '../cards/sayCron';
import type { NodeEditor } from '../nodeEditor';
import type { ScheduleTriggerData } from './definition';

export const scheduleTriggerEditor: NodeEditor<ScheduleTriggerData> = {
  icon: IconCalendarTime,
  preview: (data, words) => ({ text: [sayCron(data.cron, words), data.whom === 'tag' && data.tag ? words.t('preview.toTag', { tag: data.tag }) : ''].filter(Boolean).join('\n') }),
};
