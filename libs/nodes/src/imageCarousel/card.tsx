import { IconSlideshow } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ImageCarouselData } from './definition';

export const imageCarouselEditor: NodeEditor<ImageCarouselData> = {
  icon: IconSlideshow,
  preview: (data, words) => ({ text: words.t('preview.pictures', { count: data.columns.length }), picture: data.columns[0]?.imageUrl ?? '' }),
};
