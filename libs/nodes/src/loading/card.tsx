import { IconDots } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { LoadingData } from './definition';

export const loadingEditor: NodeEditor<LoadingData> = {
  icon: IconDots,
  preview: (data, words) => ({ text: words.t('preview.seconds', { count: data.seconds }) }),
};
