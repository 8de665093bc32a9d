import { IconCalendarCheck } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SaveBookingData } from './definition';

export const saveBookingEditor: NodeEditor<SaveBookingData> = {
  icon: IconCalendarCheck,
  preview: (data) => ({ text: `${data.resource}\n${data.date} ${data.time}`.trim() }),
};
