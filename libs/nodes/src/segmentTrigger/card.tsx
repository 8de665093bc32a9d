import { IconChartCircles } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SegmentTriggerData } from './definition';

export const segmentTriggerEditor: NodeEditor<SegmentTriggerData> = {
  icon: IconChartCircles,
  preview: (data, words) => ({ text: data.segmentId ? words.t(`preview.segment.${data.when ?? 'entered'}`, { segment: words.thingName('segment', data.segmentId) }) : '' }),
};
