import { IconPhotoPin } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ImagemapData } from './definition';

export const imagemapEditor: NodeEditor<ImagemapData> = {
  icon: IconPhotoPin,
  preview: (data, words) => ({
    text: words.say(data.altText) || words.t('preview.areas', { count: data.areas?.length ?? 0 }),
    picture: data.baseUrl === '' ? '' : `${data.baseUrl.replace(/\/+$/, '')}/460`,
  }),
};
