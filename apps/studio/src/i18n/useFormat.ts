import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const DAY_MS = 86_400_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', DAY_MS],
];

/** Dates, times and numbers the way the reader writes them. All take ISO texts or epoch ms. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    // Thai readers meet the Buddhist year on paper; software here uses the Gregorian one until they ask otherwise.
    const locale = language === 'th' ? 'th-u-ca-gregory' : language;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const number = new Intl.NumberFormat(locale);
    return {
      date: (at: string | number) => date.format(new Date(at)),
      dateTime: (at: string | number) => dateTime.format(new Date(at)),
      time: (at: string | number) => time.format(new Date(at)),
      number: (value: number) => number.format(value),
      /** "now", "5 minutes ago" up to a week, then the date. */
      ago: (at: string | number, now = Date.now()) => {
        const past = new Date(at).getTime() - now;
        if (Math.abs(past) > 7 * DAY_MS) return date.format(new Date(at));
        if (Math.abs(past) < 60_000) return relative.format(0, 'second');
        let [unit, size] = STEPS[0]!;
        for (const step of STEPS) if (Math.abs(past) >= step[1]) [unit, size] = step;
        return relative.format(Math.round(past / size), unit);
      },
    };
  }, [language]);
}
