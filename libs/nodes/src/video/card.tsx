import { IconVideo } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { VideoData } from './definition';

export const videoEditor: NodeEditor<VideoData> = {
  icon: IconVideo,
  preview: (data) => ({ picture: data.previewUrl }),
};
