import { IconRubberStamp } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { StampCardData } from './definition';

export const stampCardEditor: NodeEditor<StampCardData> = {
  icon: IconRubberStamp,
  preview: (data, words) => ({ title: words.t(`nodes.stampCard.options.do.${data.do}`), text: data.cardId && words.thingName('stampCard', data.cardId) }),
};
