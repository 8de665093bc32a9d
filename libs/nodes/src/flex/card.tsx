import { IconLayoutBoard } from '@tabler/icons-react';
import { firstFlexText } from '../cards/firstFlexText';
import type { NodeEditor } from '../nodeEditor';
import type { FlexData } from './definition';

export const flexEditor: NodeEditor<FlexData> = {
  icon: IconLayoutBoard,
  preview: (data, words) => ({ text: words.say(data.altText) || firstFlexText(data.contents) }),
};
