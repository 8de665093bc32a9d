import type { LineMessage } from '@chatloom/engine';
import { messageRunner } from '../shared/messageRunner';
import { quoteToken } from '../shared/quoteToken';
import type { StickerData } from './definition';

/** A sticker. */
export function buildSticker(content: Pick<StickerData, 'packageId' | 'stickerId'>): LineMessage {
  return { type: 'sticker', packageId: content.packageId, stickerId: content.stickerId };
}

export const runSticker = messageRunner<StickerData>((data, context) => ({ ...buildSticker(data), ...quoteToken(data.quote, context) }));
