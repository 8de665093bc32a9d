import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import { lineAction } from '../shared/lineAction';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { ImageCarouselData } from './definition';

/** An image carousel template. */
export function buildImageCarousel(content: Pick<ImageCarouselData, 'columns' | 'altText'>, context: BuildContext): LineMessage {
  return {
    type: 'template',
    altText: renderFitted(context, content.altText, ALT_TEXT_MAX_UTF16, 'utf16'),
    template: {
      type: 'image_carousel',
      columns: content.columns.map((column) => ({
        imageUrl: context.render(column.imageUrl).trim(),
        action: lineAction(column.choice, 'imageCarousel', context),
      })),
    },
  };
}

export const runImageCarousel = messageRunner<ImageCarouselData>(buildImageCarousel);
