import { IconPhoto } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { ImageData } from './definition';

export const imageEditor: NodeEditor<ImageData> = {
  icon: IconPhoto,
  preview: (data) => ({ picture: data.previewUrl || data.imageUrl }),
};
