/** The schedules most people want, as a form; everything else stays five fields of cron. */
export type CronForm =
  | { every: 'day'; time: string }
  | { every: 'week'; weekdays: number[]; time: string }
  | { every: 'month'; day: number; time: string }
  | { every: 'custom'; cron: string };

const pad = (value: number): string => String(value).padStart(2, '0');

/** Reads cron fields into the form where they fit. Weekdays are ISO: 1 Monday to 7 Sunday. */
export function readCron(cron: string): CronForm {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/);
  const custom: CronForm = { every: 'custom', cron };
  if (more.length > 0 || month !== '*' || !isNumber(minute, 0, 59) || !isNumber(hour, 0, 23)) return custom;
  const time = `${pad(Number(hour))}:${pad(Number(minute))}`;
  if (day === '*' && weekday === '*') return { every: 'day', time };
  if (weekday === '*') return isNumber(day, 1, 31) ? { every: 'month', day: Number(day), time } : custom;
  const weekdays = readWeekdays(weekday);
  return day === '*' && weekdays ? { every: 'week', weekdays, time } : custom;
}

/** Five cron fields of a form. */
export function writeCron(form: CronForm): string {
  if (form.every === 'custom') return form.cron;
  const [hour = '9', minute = '0'] = form.time.split(':');
  const at = `${Number(minute)} ${Number(hour)}`;
  if (form.every === 'day') return `${at} * * *`;
  if (form.every === 'month') return `${at} ${form.day} * *`;
  const days = [...form.weekdays].sort((a, b) => a - b).map((iso) => iso % 7);
  return `${at} * * ${days.length > 0 ? days.join(',') : '1'}`;
}

function isNumber(text: string, min: number, max: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

function readWeekdays(field: string): number[] | undefined {
  const days: number[] = [];
  for (const part of field.split(',')) {
    const range = /^([0-7])(?:-([0-7]))?$/.exec(part);
    if (!range) return undefined;
    const to = Number(range[2] ?? range[1]);
    for (let day = Number(range[1]); day <= to; day += 1) days.push(day === 0 ? 7 : day);
  }
  return days.length > 0 ? [...new Set(days)].sort((a, b) => a - b) : undefined;
}
