import { IconSticker } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { StickerData } from './definition';

export const stickerEditor: NodeEditor<StickerData> = {
  icon: IconSticker,
  preview: (data, words) => ({ text: words.t('preview.sticker', { package: data.packageId, sticker: data.stickerId }) }),
};
