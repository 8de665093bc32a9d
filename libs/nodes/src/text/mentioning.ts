import type { LineMessage } from '@chatloom/engine';
import { countUtf16, TEXT_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import type { TextData } from './definition';
import type { LineEmoji } from './lineEmoji';

/** What stands where in a text v2 (FACTS §7): LINE shows the mention as a name, in the colour of links. */
const WHO = 'who';

/**
 * The text as text v2 with a mention at its beginning, when the step wants one and this is a group or room. LINE refuses
 * mentions elsewhere, so in a 1:1 chat, or where LINE does not say who wrote, the text stays as it is.
 */
export function mentioning(message: LineMessage, mention: TextData['mention'], context: BuildContext): LineMessage {
  const kind = context.env?.chat?.kind;
  if (!mention || mention === 'none' || (kind !== 'group' && kind !== 'room')) return message;
  if (mention === 'author' && context.from === undefined) {
    context.trace('nobodyToMention');
    return message;
  }
  const { text: plain, emojis = [], ...rest } = message as { type: string; text: string; emojis?: LineEmoji[] };
  const { text, places } = withPlaces(plain, emojis);
  const mentionee = mention === 'everybody' ? { type: 'all' } : { type: 'user', userId: context.from };
  const whole = `{${WHO}} ${text}`;
  // Doubled braces may make a text too long that was just short enough.
  if (countUtf16(whole) > TEXT_MAX_UTF16) return message;
  return { ...rest, type: 'textV2', text: whole, substitution: { [WHO]: { type: 'mention', mentionee }, ...places } };
}

/** Braces of the text doubled, and each LINE emoji as a place of its own: text v2 has no list of positions. */
function withPlaces(text: string, emojis: readonly LineEmoji[]): { text: string; places: Record<string, object> } {
  const places: Record<string, object> = {};
  let out = '';
  let from = 0;
  const literal = (part: string) => part.replace(/[{}]/g, '$&$&');
  emojis.forEach(({ index, productId, emojiId }, at) => {
    places[`e${at}`] = { type: 'emoji', productId, emojiId };
    out += `${literal(text.slice(from, index))}{e${at}}`;
    from = index + 1;
  });
  return { text: out + literal(text.slice(from)), places };
}
