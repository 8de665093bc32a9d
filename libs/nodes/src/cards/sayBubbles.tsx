import type { Bubble } from '../fields/bubbles';
import type { CardPreview, PreviewWords } from '../nodeEditor';
import { firstFlexText } from './firstFlexText';

/** Several bubbles on one card: their words a line each, and the first picture. */
export function sayBubbles(bubbles: readonly Bubble[], words: PreviewWords): CardPreview {
  const text = bubbles.map((bubble) => sayBubble(bubble, words)).filter(Boolean).join('\n');
  const picture = bubbles.map(pictureOf).find((each) => each !== undefined);
  return picture === undefined ? { text } : { text, picture };
}

function sayBubble(bubble: Bubble, words: PreviewWords): string {
  switch (bubble.type) {
    case 'text':
    case 'confirm':
    case 'buttons':
      return words.say(bubble.text);
    case 'location':
      return words.say(bubble.title);
    case 'carousel':
      return bubble.columns.map((column) => words.say(column.title) || words.say(column.text)).filter(Boolean).join(' · ');
    case 'flex':
      return words.say(bubble.altText) || firstFlexText(bubble.contents);
    case 'imageCarousel':
    case 'imagemap':
      return words.say(bubble.altText);
    default:
      return words.t(`nodes.${bubble.type}.title`);
  }
}

function pictureOf(bubble: Bubble): string | undefined {
  if (bubble.type === 'image') return bubble.previewUrl || bubble.imageUrl;
  if (bubble.type === 'video') return bubble.previewUrl;
  if (bubble.type === 'imageCarousel') return bubble.columns[0]?.imageUrl;
  if (bubble.type === 'imagemap') return bubble.baseUrl ? `${bubble.baseUrl}/460` : undefined;
  if (bubble.type === 'buttons') return bubble.imageUrl || undefined;
  return undefined;
}
