import { z } from 'zod';
import { countGraphemes } from '../countGraphemes';
import {
  BUTTONS_ACTIONS,
  BUTTONS_TEXT_MAX_GRAPHEMES,
  BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  BUTTONS_TITLE_MAX_GRAPHEMES,
  CAROUSEL_COLUMN_ACTIONS,
  CAROUSEL_COLUMNS,
  CAROUSEL_TEXT_MAX_GRAPHEMES,
  CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  CAROUSEL_TITLE_MAX_GRAPHEMES,
  CONFIRM_ACTIONS,
  CONFIRM_TEXT_MAX_GRAPHEMES,
  IMAGE_CAROUSEL_COLUMNS,
} from '../limits';
import { actionSchema } from './actions';
import { list, mediaUrl, oneOf, SAID, type Strictness, text } from './leaves';

const color = z.string({ error: () => SAID.invalid }).regex(/^#[0-9A-Fa-f]{6}$/, SAID.invalid);
const imageAspectRatio = oneOf(['rectangle', 'square']).optional();
const imageSize = oneOf(['cover', 'contain']).optional();

/** The four templates (FACTS §7), with the rules across fields and columns. */
export function templateSchema(strictness: Strictness) {
  const action = actionSchema('template');
  /** A default action is on the picture and text; its label is not shown, but LINE's limit holds. */
  const defaultAction = actionSchema('flexOther').optional();
  const picture = mediaUrl(strictness).optional();

  const buttons = z
    .object({
      type: z.literal('buttons'),
      thumbnailImageUrl: picture,
      imageAspectRatio,
      imageSize,
      imageBackgroundColor: color.optional(),
      title: text(BUTTONS_TITLE_MAX_GRAPHEMES, 'graphemes', { min: 0 }).optional(),
      text: text(BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes'),
      defaultAction,
      actions: list(action, 1, BUTTONS_ACTIONS),
    })
    .superRefine((template, context) => {
      if (hasPictureOrTitle(template) && countGraphemes(template.text) > BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES) {
        context.addIssue({ code: 'custom', path: ['text'], message: SAID.length(0, BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES) });
      }
    });

  const confirm = z.object({
    type: z.literal('confirm'),
    text: text(CONFIRM_TEXT_MAX_GRAPHEMES, 'graphemes'),
    actions: list(action, CONFIRM_ACTIONS, CONFIRM_ACTIONS),
  });

  const column = z.object({
    thumbnailImageUrl: picture,
    imageBackgroundColor: color.optional(),
    title: text(CAROUSEL_TITLE_MAX_GRAPHEMES, 'graphemes', { min: 0 }).optional(),
    text: text(CAROUSEL_TEXT_MAX_GRAPHEMES, 'graphemes'),
    defaultAction,
    actions: list(action, 1, CAROUSEL_COLUMN_ACTIONS),
  });
  const carousel = z
    .object({ type: z.literal('carousel'), columns: list(column, 1, CAROUSEL_COLUMNS), imageAspectRatio, imageSize })
    .superRefine(({ columns }, context) => {
      const first = columns[0];
      if (!first) return;
      columns.forEach((each, index) => {
        const path = ['columns', index];
        if (each.actions.length !== first.actions.length) {
          context.addIssue({ code: 'custom', path: [...path, 'actions'], message: 'The number of actions must be the same in all columns' });
        }
        for (const field of ['thumbnailImageUrl', 'title'] as const) {
          if (Boolean(each[field]) === Boolean(first[field])) continue;
          context.addIssue({ code: 'custom', path: [...path, field], message: 'Must be specified in all columns or in none' });
        }
        if (hasPictureOrTitle(each) && countGraphemes(each.text) > CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES) {
          context.addIssue({ code: 'custom', path: [...path, 'text'], message: SAID.length(0, CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES) });
        }
      });
    });

  const imageCarousel = z.object({
    type: z.literal('image_carousel'),
    columns: list(z.object({ imageUrl: mediaUrl(strictness), action: actionSchema('imageCarousel') }), 1, IMAGE_CAROUSEL_COLUMNS),
  });

  return z.discriminatedUnion('type', [buttons, confirm, carousel, imageCarousel], {
    error: (issue) => {
      if (issue.input === undefined || issue.input === null) return SAID.empty;
      return issue.code === 'invalid_union' ? SAID.oneOf(['buttons', 'confirm', 'carousel', 'image_carousel']) : SAID.invalid;
    },
  });
}

function hasPictureOrTitle(part: { thumbnailImageUrl?: string; title?: string }): boolean {
  return Boolean(part.thumbnailImageUrl) || Boolean(part.title);
}
