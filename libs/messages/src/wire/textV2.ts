import { z } from 'zod';
import { MENTIONS, SUBSTITUTION_KEY_MAX_UTF16, SUBSTITUTIONS, TEXT_EMOJIS } from '../limits';
import { SAID, shaped } from './leaves';

/** A LINE emoji by its two ids (FACTS §17). */
export const emojiFields = { productId: shaped(/^[0-9a-f]{24}$/), emojiId: shaped(/^\d{3}$/) };

/** Module channels have user ids of 68 characters that begin with L (FACTS §1 "ID and token shapes"). */
const userId = shaped(/^(U[0-9a-f]{32}|L.{20,80})$/);
const mentionee = z.discriminatedUnion('type', [z.object({ type: z.literal('user'), userId }), z.object({ type: z.literal('all') })], {
  error: (issue) => (issue.input === undefined ? SAID.empty : issue.code === 'invalid_union' ? SAID.oneOf(['user', 'all']) : SAID.invalid),
});
const substitute = z.discriminatedUnion('type', [z.object({ type: z.literal('mention'), mentionee }), z.object({ type: z.literal('emoji'), ...emojiFields })], {
  error: (issue) => (issue.code === 'invalid_union' ? SAID.oneOf(['mention', 'emoji']) : SAID.invalid),
});

/** What stands in the places of a text v2 (FACTS §7): at most 100 keys, of them 20 mentions and 20 emoji. */
export const substitutionSchema = z
  .record(z.string().regex(new RegExp(`^[0-9a-zA-Z_]{1,${SUBSTITUTION_KEY_MAX_UTF16}}$`), SAID.invalid), substitute, { error: () => SAID.invalid })
  .superRefine((substitution, context) => {
    const kinds = Object.values(substitution).map((each) => each.type);
    const refuse = (max: number) => context.addIssue({ code: 'custom', message: SAID.size(0, max) });
    if (kinds.length > SUBSTITUTIONS) refuse(SUBSTITUTIONS);
    if (kinds.filter((kind) => kind === 'mention').length > MENTIONS) refuse(MENTIONS);
    if (kinds.filter((kind) => kind === 'emoji').length > TEXT_EMOJIS) refuse(TEXT_EMOJIS);
  });

/**
 * The keys between single braces, in order; doubled braces are braces to be read. `undefined` when a brace stands
 * alone (FACTS §7: braces must pair, literal ones are doubled).
 */
export function placeholdersIn(text: string): string[] | undefined {
  const keys: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign !== '{' && sign !== '}') continue;
    if (text[at + 1] === sign) {
      at += 1;
      continue;
    }
    if (sign === '}') return undefined;
    const end = text.indexOf('}', at);
    const key = text.slice(at + 1, end);
    if (end < 0 || key.includes('{')) return undefined;
    keys.push(key);
    at = end;
  }
  return keys;
}

/** For `superRefine`: every place in the text must have something to stand there. */
export function refuseLoosePlaceholders(message: { text: string; substitution?: Record<string, unknown> }, context: z.core.$RefinementCtx): void {
  const keys = placeholdersIn(message.text);
  const known = message.substitution ?? {};
  if (keys?.every((key) => Object.hasOwn(known, key))) return;
  context.addIssue({ code: 'custom', path: ['text'], message: SAID.invalid });
}
