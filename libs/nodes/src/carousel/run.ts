import type { LineMessage } from '@chatloom/engine';
import {
  CAROUSEL_TEXT_MAX_GRAPHEMES,
  CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  CAROUSEL_TITLE_MAX_GRAPHEMES,
} from '@chatloom/messages';
import { altTextOf } from '../shared/altTextOf';
import type { BuildContext } from '../shared/buildContext';
import { lineActions } from '../shared/lineAction';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import { behindPicture, cardAction } from '../shared/templateCard';
import type { CarouselData } from './definition';

/** A carousel template. */
export function buildCarousel(content: Pick<CarouselData, 'imageShape' | 'imageFit' | 'imageColour' | 'cardTap' | 'columns' | 'altText'>, context: BuildContext): LineMessage {
  const columns = content.columns.map((column) => {
    const thumbnailImageUrl = context.render(column.imageUrl).trim();
    const title = renderFitted(context, column.title, CAROUSEL_TITLE_MAX_GRAPHEMES, 'graphemes');
    const roomy = thumbnailImageUrl === '' && title === '';
    const max = roomy ? CAROUSEL_TEXT_MAX_GRAPHEMES : CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES;
    const actions = lineActions(column.choices, 'template', context);
    return {
      ...(thumbnailImageUrl === '' ? {} : { thumbnailImageUrl, ...behindPicture(content) }),
      ...(title === '' ? {} : { title }),
      text: renderFitted(context, column.text, max, 'graphemes'),
      ...cardAction(content, actions),
      actions,
    };
  });
  const words = columns.map((column) => column.title ?? column.text).join(', ');
  return {
    type: 'template',
    altText: altTextOf(content.altText, words, context),
    template: {
      type: 'carousel',
      columns,
      ...(columns.some((column) => column.thumbnailImageUrl) ? { imageAspectRatio: content.imageShape, imageSize: content.imageFit } : {}),
    },
  };
}

export const runCarousel = messageRunner<CarouselData>(buildCarousel);
