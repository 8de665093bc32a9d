import { IconCalendarX } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { CancelBookingData } from './definition';

export const cancelBookingEditor: NodeEditor<CancelBookingData> = {
  icon: IconCalendarX,
  preview: (data) => ({ text: data.resource }),
};
