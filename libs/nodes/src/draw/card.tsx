import { IconGift } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { DrawData } from './definition';

export const drawEditor: NodeEditor<DrawData> = {
  icon: IconGift,
  preview: (data, words) => ({ title: words.t(`nodes.draw.options.do.${data.do}`), text: data.drawId && words.thingName('draw', data.drawId) }),
};
