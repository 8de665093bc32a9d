import { z } from 'zod';

/** How the picture of a buttons or carousel template is shown, and what a tap on the card itself does (FACTS §7 buttons, carousel). */
export const templatePictureFields = {
  imageShape: z.enum(['rectangle', 'square']).default('rectangle').meta({ control: 'select', options: ['rectangle', 'square'], advanced: true }),
  imageFit: z.enum(['cover', 'contain']).default('cover').meta({ control: 'select', options: ['cover', 'contain'], advanced: true }),
  /** Behind a picture that does not fill its frame; white when nothing is said. */
  imageColour: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/, 'A colour is written #RRGGBB.')
    .optional()
    .meta({ control: 'color', advanced: true, showWhen: { field: 'imageFit', is: ['contain'] } }),
  /** A tap on picture, title or text: nothing, or the same as on the first button. */
  cardTap: z.enum(['none', 'firstButton']).optional().meta({ control: 'select', options: ['none', 'firstButton'], advanced: true }),
};
export type TemplatePictureFields = { imageShape: 'rectangle' | 'square'; imageFit: 'cover' | 'contain'; imageColour?: string; cardTap?: 'none' | 'firstButton' };
