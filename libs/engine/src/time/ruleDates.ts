import type { Recurrence } from '@chatloom/flow';
import { DateTime } from 'luxon';

/** Days a rule looks ahead for its next date; the longest step (24 months) fits several times. */
const PERIODS_AHEAD = 2_000;

/**
 * Days on which a calendar rule happens, in order, from `first` on (days one has passed may come first: who reads them compares
 * moments). Pure calendar: neither zone nor time of day plays a part, and days left out are not yet taken away.
 */
export function* datesOf({ rule, from }: Pick<Recurrence, 'rule' | 'from'>, first: string): Generator<string> {
  const start = day(first);
  const anchor = day(from ?? '1970-01-01');
  switch (rule.type) {
    case 'once':
      yield rule.date;
      return;
    case 'daily': {
      const passed = Math.max(0, Math.floor(start.diff(anchor, 'days').days / rule.every));
      for (let index = 0; index < PERIODS_AHEAD; index += 1) yield text(anchor.plus({ days: (passed + index) * rule.every }));
      return;
    }
    case 'weekly': {
      const monday = anchor.startOf('week');
      const passed = Math.max(0, Math.floor(start.diff(monday, 'weeks').weeks / rule.every));
      const days = [...new Set(rule.days)].sort((a, b) => a - b);
      for (let index = 0; index < PERIODS_AHEAD; index += 1) {
        const week = monday.plus({ weeks: (passed + index) * rule.every });
        for (const weekday of days) yield text(week.plus({ days: weekday - 1 }));
      }
      return;
    }
    case 'monthly': {
      const month = anchor.startOf('month');
      const passed = Math.max(0, Math.floor(start.diff(month, 'months').months / rule.every));
      for (let index = 0; index < PERIODS_AHEAD; index += 1) {
        const found = dayOfMonth(month.plus({ months: (passed + index) * rule.every }), rule.on);
        if (found) yield text(found);
      }
      return;
    }
    case 'yearly':
      for (let index = 0; index < PERIODS_AHEAD; index += 1) {
        const month = DateTime.utc(start.year + index, rule.month, 1);
        yield text(month.set({ day: Math.min(rule.day, month.daysInMonth!) }));
      }
      return;
    case 'cron':
      return;
  }
}

function dayOfMonth(month: DateTime, on: Extract<Recurrence['rule'], { type: 'monthly' }>['on']): DateTime | undefined {
  const last = month.daysInMonth!;
  switch (on.type) {
    case 'day':
      return month.set({ day: Math.min(on.day, last) });
    case 'lastDay':
      return month.set({ day: last });
    case 'weekday': {
      if (on.nth === -1) {
        const end = month.set({ day: last });
        return end.minus({ days: (end.weekday - on.weekday + 7) % 7 });
      }
      const first = month.plus({ days: (on.weekday - month.weekday + 7) % 7 });
      const found = first.plus({ weeks: on.nth - 1 });
      return found.month === month.month ? found : undefined;
    }
  }
}

const day = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const text = (date: DateTime): string => date.toISODate()!;
