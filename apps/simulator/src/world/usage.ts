/** LINE counts days and, as far as is known, months by Japanese time (FACTS §3, §18 rule 7). */
const ZONE_OFFSET_MS = 9 * 3_600_000;

const DAY_MS = 86_400_000;
let lastDay = { number: NaN, date: '' };

/** `yyyyMMdd` of a moment in UTC+9. Every send asks for it, so the latest answer is remembered. */
export function lineDate(at: number): string {
  const number = Math.floor((at + ZONE_OFFSET_MS) / DAY_MS);
  if (number !== lastDay.number) {
    lastDay = { number, date: new Date(number * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '') };
  }
  return lastDay.date;
}

export type CountedCall = 'reply' | 'push' | 'multicast' | 'narrowcast' | 'broadcast';

/** What a channel has sent: the month's paid messages, and recipients per day and kind of call. */
export class Usage {
  private month = '';
  private paid = 0;
  private readonly days = new Map<string, number>();

  /** Messages counted this month; a new month begins at 0. */
  total(now: number): number {
    this.roll(now);
    return this.paid;
  }

  spend(messages: number, now: number): void {
    this.roll(now);
    this.paid += messages;
  }

  countDelivery(call: CountedCall, recipients: number, now: number): void {
    const key = `${call} ${lineDate(now)}`;
    this.days.set(key, (this.days.get(key) ?? 0) + recipients);
  }

  deliveries(call: CountedCall, date: string): number {
    return this.days.get(`${call} ${date}`) ?? 0;
  }

  /** For the snapshot file. */
  toJSON(): { month: string; paid: number; days: [string, number][] } {
    return { month: this.month, paid: this.paid, days: [...this.days] };
  }
  restore(saved: { month: string; paid: number; days: [string, number][] }): void {
    this.month = saved.month;
    this.paid = saved.paid;
    for (const [key, count] of saved.days) this.days.set(key, count);
  }

  private roll(now: number): void {
    const month = lineDate(now).slice(0, 6);
    if (month === this.month) return;
    this.month = month;
    this.paid = 0;
  }
}
