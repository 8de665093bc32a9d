import { z } from 'zod';

/** Ids are UUIDs as text (version 7 when we made them). */
export const uuidSchema = z.uuid();

/** A moment as ISO 8601 in UTC, e.g. `2026-11-21T14:05:00.000Z`. */
export const timeSchema = z.iso.datetime();

/** Languages the studio speaks. */
export const UI_LANGUAGES = ['en', 'zh-TW', 'ja', 'th'] as const;
export const uiLanguageSchema = z.enum(UI_LANGUAGES);
export type UiLanguage = z.infer<typeof uiLanguageSchema>;

/** A BCP 47 tag for texts, e.g. `ja` or `zh-TW`. */
export const languageTagSchema = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'Must be a language tag such as "ja" or "zh-TW"');

/** A name a person gives to something: 1-120 characters after trimming, no control characters. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Must not contain control characters');

/** An IANA time zone this machine knows, e.g. `Asia/Taipei`. */
export const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'Must be an IANA time zone such as "Asia/Taipei"');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const jsonSchema: z.ZodType<JsonValue> = z.json();
/** Anything JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
/** A JSON object with any content. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema);

/** `params` of routes below one bot (and more ids). */
export const botParams = z.object({ botId: uuidSchema });

/** Query of lists that are read page by page; `cursor` is opaque and comes from `nextCursor`. */
export const pageQuery = z.object({
  cursor: z.string().min(1).max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A whole list. */
export const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) });
/** One page of a list; `nextCursor` is null on the last. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
