import type { LineMessage } from '@chatloom/engine';
import { messageRunner } from '../shared/messageRunner';
import type { StickerData } from './definition';

/** A sticker. */
export function buildSticker(content: Pick<StickerData, 'packageId' | 'stickerId'>): LineMessage {
  return { type: 'sticker', packageId: content.packageId, stickerId: content.stickerId };
}

export const runSticker = messageRunner<StickerData>(buildSticker);
