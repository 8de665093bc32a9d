import type { LineMessage } from '@chatloom/engine';
import type { BuildContext } from '../shared/buildContext';
import { messageRunner } from '../shared/messageRunner';
import type { ImageData } from './definition';

/** A picture; without a preview of its own the picture is the preview. */
export function buildImage(content: Pick<ImageData, 'imageUrl' | 'previewUrl'>, context: BuildContext): LineMessage {
  const originalContentUrl = context.render(content.imageUrl).trim();
  return { type: 'image', originalContentUrl, previewImageUrl: context.render(content.previewUrl).trim() || originalContentUrl };
}

export const runImage = messageRunner<ImageData>(buildImage);
