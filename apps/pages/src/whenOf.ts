import type { PageLanguage } from './words';

/** A moment as a person says it, in the zone of the bot, or of the reader where there is none: "24 Dec, 18:00". */
export function whenOf(at: string, language: PageLanguage, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(new Date(at));
}
