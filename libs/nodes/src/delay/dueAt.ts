import { type BotSnapshot, inZone, type JsonObject, localTimeToInstant } from '@chatloom/engine';
import { afterDuration } from '../time/afterDuration';
import { intoBusinessHours } from '../time/businessHours';
import { nextWeekdayAt } from '../time/nextWeekdayAt';
import type { DelayData } from './definition';

/** When a date alone says no time. */
const DEFAULT_TIME = '09:00';

/**
 * When the wait is over, epoch ms; `undefined` when it cannot be told (a field that holds no date), and then the flow
 * goes on at once with a trace line.
 */
export function dueAt(data: Pick<DelayData, 'until' | 'onlyInBusinessHours'>, now: number, bot: BotSnapshot, fields: JsonObject): number | undefined {
  const due = rawDueAt(data.until, now, bot, fields);
  return due === undefined || !data.onlyInBusinessHours ? due : intoBusinessHours(Math.max(due, now), bot);
}

function rawDueAt(until: DelayData['until'], now: number, bot: BotSnapshot, fields: JsonObject): number | undefined {
  switch (until.mode) {
    case 'duration':
      return afterDuration(now, until.duration, bot.timeZone);
    case 'dateTime':
      return localTimeToInstant(until.at.slice(0, 10), until.at.slice(11), until.timeZone || bot.timeZone);
    case 'weekday':
      return nextWeekdayAt(now, until.days, until.time, until.timeZone || bot.timeZone);
    case 'field': {
      const value = Object.hasOwn(fields, until.field) ? fields[until.field] : undefined;
      const found = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(value.trim()) : null;
      if (!found) return undefined;
      const zone = until.timeZone || bot.timeZone;
      const day = localTimeToInstant(found[1]!, '12:00', zone);
      if (day === undefined) return undefined;
      const date = inZone(day, zone).minus({ days: until.daysBefore }).toFormat('yyyy-MM-dd');
      return localTimeToInstant(date, until.time || found[2] || DEFAULT_TIME, zone);
    }
  }
}
