import { countGraphemes, firstGraphemes, graphemesWithinUtf16 } from './countGraphemes';
import { countUtf16 } from './countUtf16';

/** The two units LINE counts text in (FACTS §6). */
export type CountingUnit = 'graphemes' | 'utf16';

/** Length of a text in the given unit. */
export function countText(text: string, unit: CountingUnit): number {
  return unit === 'graphemes' ? countGraphemes(text) : countUtf16(text);
}

/**
 * `text` if it is at most `max` long, else its beginning with `…` as the last of `max` characters. Never cuts an
 * emoji or an accent in two. Used on texts that grew past LINE's limit when variables were filled in.
 */
export function fitText(text: string, max: number, unit: CountingUnit): string {
  if (countText(text, unit) <= max) return text;
  const room = max - 1;
  return (unit === 'graphemes' ? firstGraphemes(text, room) : graphemesWithinUtf16(text, room)) + '…';
}
