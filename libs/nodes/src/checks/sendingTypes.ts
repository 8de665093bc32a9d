/**
 * Node types that put a bubble in the chat as soon as they are entered. A list of names, because a definition cannot
 * import the registry it is part of; `definitions.spec.ts` holds it against the registry.
 */
export const sendingTypes: ReadonlySet<string> = new Set([
  'text',
  'image',
  'video',
  'audio',
  'location',
  'sticker',
  'buttons',
  'confirm',
  'carousel',
  'imageCarousel',
  'flex',
  'imagemap',
  'coupon',
  'vote',
  'showPoll',
  'bingo',
  'draw',
  'askText',
  'askNumber',
  'askEmail',
  'askPhone',
  'askChoice',
  'askConsent',
  'askDate',
  'askLocation',
  'askImage',
  'accountLink',
  'pushToContact',
]);
