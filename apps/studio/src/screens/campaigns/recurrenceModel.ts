import type { RecurrenceRule } from '@chatloom/flow';

/** A rule of another kind at the same time of day, beginning with what its first day suggests. */
export function beginRule(type: RecurrenceRule['type'], time: string, from: string | undefined): RecurrenceRule {
  const [, month = 1, day = 1] = (from ?? '').split('-').map(Number);
  switch (type) {
    case 'once':
      return { type, date: from ?? '2027-01-01', time };
    case 'daily':
      return { type, every: 1, time };
    case 'weekly':
      return { type, every: 1, days: [from === undefined ? 1 : new Date(`${from}T00:00:00Z`).getUTCDay() || 7], time };
    case 'monthly':
      return { type, every: 1, on: { type: 'day', day }, time };
    case 'yearly':
      return { type, month, day, time };
    case 'cron': {
      const [hour, minute] = time.split(':').map(Number);
      return { type, cron: `${minute} ${hour} * * *` };
    }
  }
}

/** Monday to Sunday in a language. */
export const weekdayNames = (language: string): string[] => Array.from({ length: 7 }, (_, index) => new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 10, 23 + index)));
