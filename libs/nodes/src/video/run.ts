import type { LineMessage } from '@chatloom/engine';
import type { BuildContext } from '../shared/buildContext';
import { messageRunner } from '../shared/messageRunner';
import type { VideoData } from './definition';

/** A film with its preview. */
export function buildVideo(content: Pick<VideoData, 'videoUrl' | 'previewUrl' | 'trackingId'>, context: BuildContext): LineMessage {
  return {
    type: 'video',
    originalContentUrl: context.render(content.videoUrl).trim(),
    previewImageUrl: context.render(content.previewUrl).trim(),
    ...(content.trackingId ? { trackingId: content.trackingId } : {}),
  };
}

export const runVideo = messageRunner<VideoData>(buildVideo);
