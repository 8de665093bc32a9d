import { IconMusic } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AudioData } from './definition';

export const audioEditor: NodeEditor<AudioData> = {
  icon: IconMusic,
  preview: (data, words) => ({ text: words.t('preview.seconds', { count: data.seconds }) }),
};
