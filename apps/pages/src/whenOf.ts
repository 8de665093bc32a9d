import type { PageLanguage } from './words';

/** A moment as a person says it, in the zone of the bot, or of the reader where there is none: "24 Dec, 18:00"; with the year where it is another one. */
export function whenOf(at: string, language: PageLanguage, timeZone?: string): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(language, { ...(!isThisYear && { year: 'numeric' }), month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(date);
}
