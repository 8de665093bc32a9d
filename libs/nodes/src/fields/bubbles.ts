import type { NodeProblem } from '@chatloom/flow';
import { BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, MESSAGES_PER_REQUEST } from '@chatloom/messages';
import { z } from 'zod';
import { audioContent } from '../audio/definition';
import { buttonsContent } from '../buttons/definition';
import { carouselContent, columnProblems } from '../carousel/definition';
import { shorterTextWithPicture } from '../checks/shorterTextWithPicture';
import { confirmContent } from '../confirm/definition';
import { couponContent } from '../coupon/definition';
import { flexContent } from '../flex/definition';
import { imageContent } from '../image/definition';
import { imageCarouselContent } from '../imageCarousel/definition';
import { areaProblems, imagemapContent } from '../imagemap/definition';
import { locationContent } from '../location/definition';
import { stickerContent } from '../sticker/definition';
import { textContent } from '../text/definition';
import { videoContent } from '../video/definition';
import type { Choice } from './choice';

const type = <K extends string>(name: K) => z.literal(name).meta({ control: 'hidden' });

/** The content of one bubble, as in the message node of the same type. */
export const bubbleSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: type('text'), ...textContent }),
  z.strictObject({ type: type('image'), ...imageContent }),
  z.strictObject({ type: type('video'), ...videoContent }),
  z.strictObject({ type: type('audio'), ...audioContent }),
  z.strictObject({ type: type('location'), ...locationContent }),
  z.strictObject({ type: type('sticker'), ...stickerContent }),
  z.strictObject({ type: type('buttons'), ...buttonsContent }),
  z.strictObject({ type: type('confirm'), ...confirmContent }),
  z.strictObject({ type: type('carousel'), ...carouselContent }),
  z.strictObject({ type: type('imageCarousel'), ...imageCarouselContent }),
  z.strictObject({ type: type('flex'), ...flexContent }),
  z.strictObject({ type: type('imagemap'), ...imagemapContent }),
  z.strictObject({ type: type('coupon'), ...couponContent }),
]);
export type Bubble = z.infer<typeof bubbleSchema>;

/** One to five bubbles, what LINE takes in one request. */
export const bubblesField = z
  .array(bubbleSchema)
  .min(1, 'At least one message is needed.')
  .max(MESSAGES_PER_REQUEST, `LINE takes at most ${MESSAGES_PER_REQUEST} messages at once.`)
  .meta({ control: 'bubbles', minItems: 1, maxItems: MESSAGES_PER_REQUEST });

/** The buttons of a bubble with the way to each. */
export function bubbleChoices(bubble: Bubble): (Pick<Choice, 'id' | 'kind' | 'label'> & { path: (string | number)[] })[] {
  switch (bubble.type) {
    case 'buttons':
    case 'confirm':
      return (bubble.choices ?? []).map((choice, index) => ({ ...choice, path: ['choices', index] }));
    case 'flex':
      return (bubble.choices ?? []).map((choice, index) => ({ ...choice, kind: 'continue' as const, path: ['choices', index] }));
    case 'carousel':
      return (bubble.columns ?? []).flatMap((column, at) =>
        (column.choices ?? []).map((choice, index) => ({ ...choice, path: ['columns', at, 'choices', index] })),
      );
    case 'imageCarousel':
      return (bubble.columns ?? []).map((column, at) => ({ ...column.choice, path: ['columns', at, 'choice'] }));
    default:
      return [];
  }
}

/** What the message nodes check beyond their schemas, for each bubble. */
export function bubbleProblems(bubbles: readonly Bubble[], path: (string | number)[]): NodeProblem[] {
  return bubbles.flatMap((bubble, index) => {
    if (bubble.type === 'buttons') return shorterTextWithPicture(bubble, BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, [...path, index]);
    if (bubble.type === 'imagemap') return areaProblems(bubble, [...path, index]);
    if (bubble.type === 'carousel') return columnProblems(bubble.columns, [...path, index, 'columns']);
    return [];
  });
}
