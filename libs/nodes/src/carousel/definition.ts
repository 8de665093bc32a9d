import type { NodeProblem } from '@chatloom/flow';
import {
  CAROUSEL_COLUMN_ACTIONS,
  CAROUSEL_COLUMNS,
  CAROUSEL_TEXT_MAX_GRAPHEMES,
  CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  CAROUSEL_TITLE_MAX_GRAPHEMES,
} from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { shorterTextWithPicture } from '../checks/shorterTextWithPicture';
import { defineNode } from '../defineNode';
import { optionalAltText } from '../fields/altText';
import { templateChoiceList } from '../fields/choice';
import { isBlank, localizedText } from '../fields/localizedText';
import { optionalMediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { templatePictureFields } from '../fields/templatePicture';
import { uniqueChoices } from '../fields/uniqueChoices';

const columnSchema = z.strictObject({
  imageUrl: optionalMediaUrl({ picture: 'fit' }),
  title: localizedText(CAROUSEL_TITLE_MAX_GRAPHEMES, 'graphemes', { optional: true }).optional(),
  text: localizedText(CAROUSEL_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
  choices: templateChoiceList(1, CAROUSEL_COLUMN_ACTIONS),
});

/** Up to ten cards side by side, each with the same number of buttons (FACTS §7 carousel). */
export const carouselContent = {
  ...templatePictureFields,
  columns: z
    .array(columnSchema)
    .min(1, 'At least one card is needed.')
    .max(CAROUSEL_COLUMNS, `LINE allows at most ${CAROUSEL_COLUMNS} cards.`)
    .meta({ control: 'columns', minItems: 1, maxItems: CAROUSEL_COLUMNS }),
  altText: optionalAltText,
};
export const carouselSchema = z.strictObject({ ...carouselContent, ...messageFields }).superRefine(uniqueChoices);
export type CarouselData = z.infer<typeof carouselSchema>;

export const carouselDefinition = defineNode({
  type: 'carousel',
  kind: 'message',
  icon: 'carousel-horizontal',
  sends: 'reply',
  schema: carouselSchema,
  defaults: () => ({
    imageShape: 'rectangle' as const,
    imageFit: 'cover' as const,
    columns: [{ text: '', choices: [{ id: 'choice1', kind: 'continue' as const, label: '' }] }],
    ...messageDefaults,
  }),
  ports: (data) => messagePorts(...(data.columns ?? []).map((column) => column.choices), data.quickReplies),
  check: (data, context) => [...columnProblems(data.columns, ['columns']), ...quickRepliesHidden(data, context)],
});

/** LINE refuses a carousel whose cards differ in shape. */
export function columnProblems(columns: CarouselData['columns'], path: (string | number)[]): NodeProblem[] {
  const first = columns[0];
  if (!first) return [];
  return columns.flatMap((column, index) => {
    const here = [...path, index];
    const problems = shorterTextWithPicture(column, CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, here);
    if (column.choices.length !== first.choices.length) {
      problems.push(nodeProblem('columnButtonsDiffer', 'blocking', [...here, 'choices'], 'All cards must have the same number of buttons.'));
    }
    if (Boolean(column.imageUrl) !== Boolean(first.imageUrl)) {
      problems.push(nodeProblem('columnsDiffer', 'blocking', [...here, 'imageUrl'], 'Either all cards have a picture, or none.'));
    }
    if (isBlank(column.title) !== isBlank(first.title)) {
      problems.push(nodeProblem('columnsDiffer', 'blocking', [...here, 'title'], 'Either all cards have a title, or none.'));
    }
    return problems;
  });
}
