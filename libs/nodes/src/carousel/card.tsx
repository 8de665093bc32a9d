import { IconCarouselHorizontal } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { CarouselData } from './definition';

export const carouselEditor: NodeEditor<CarouselData> = {
  icon: IconCarouselHorizontal,
  preview: (data, words) => ({
    text: data.columns.map((column) => words.say(column.title) || words.say(column.text)).filter(Boolean).join('\n'),
    ...(data.columns[0]?.imageUrl ? { picture: data.columns[0].imageUrl } : {}),
  }),
};
