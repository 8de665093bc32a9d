import { baseLanguage } from './gameWords';

const LOCALES = { en: 'en-GB', zh: 'zh-TW', ja: 'ja', th: 'th' } as const;

/** A day as a person writes it, on the clocks of the zone. @param at epoch ms */
export function sayDay(at: number, language: string | undefined, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[baseLanguage(language)], { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at);
}

/** A moment of a day, to the minute. @param at epoch ms */
export function sayMoment(at: number, language: string | undefined, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[baseLanguage(language)], { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}
