import type { TemplatePictureFields } from '../fields/templatePicture';
import type { LineAction } from './lineAction';

/** Of a card with a picture: the colour behind it, where one was chosen. */
export function behindPicture({ imageFit, imageColour }: Pick<TemplatePictureFields, 'imageFit' | 'imageColour'>): { imageBackgroundColor?: string } {
  return imageFit === 'contain' && imageColour !== undefined ? { imageBackgroundColor: imageColour } : {};
}

/** What a tap on the card itself does. */
export function cardAction({ cardTap }: Pick<TemplatePictureFields, 'cardTap'>, actions: readonly LineAction[]): { defaultAction?: LineAction } {
  const [first] = actions;
  return cardTap === 'firstButton' && first ? { defaultAction: first } : {};
}
