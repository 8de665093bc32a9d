/** Whose date a date trigger is about. */
export interface OnDate {
  field: string;
  /** Negative: days after. */
  daysBefore: number;
  yearly: boolean;
}

/** The dates that people must have for a trigger to ring for them on a day. */
export interface DatesMeant {
  field: string;
  /** `yyyy-MM-dd`, or for yearly ones `MM-dd`. */
  dates: string[];
  yearly: boolean;
}

/**
 * Which dates ring on a day: three days before the 10th it is the 10th. Who was born on 29 February has their day on the 28th of other years.
 * @param day yyyy-MM-dd on the bot's clock
 */
export function datesMeant({ field, daysBefore, yearly }: OnDate, day: string): DatesMeant {
  const meant = new Date(Date.parse(`${day}T00:00:00Z`) + daysBefore * 86_400_000).toISOString().slice(0, 10);
  if (!yearly) return { field, yearly, dates: [meant] };
  const ofYear = meant.slice(5);
  const year = Number(meant.slice(0, 4));
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return { field, yearly, dates: ofYear === '02-28' && !isLeap ? [ofYear, '02-29'] : [ofYear] };
}
