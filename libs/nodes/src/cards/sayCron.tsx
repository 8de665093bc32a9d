import type { PreviewWords } from '../nodeEditor';

/** A schedule in words where it is one of the usual ones, else the five fields as they are. */
export function sayCron(cron: string, words: PreviewWords): string {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/);
  if (more.length > 0 || month !== '*' || !/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour)) return cron;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '*' && weekday === '*') return words.t('preview.everyDay', { time });
  if (weekday === '*' && /^\d{1,2}$/.test(day)) return words.t('preview.everyMonth', { day: Number(day), time });
  if (day === '*' && /^[0-7](?:,[0-7])*$/.test(weekday)) {
    const days = weekday.split(',').map((each) => words.t(`weekdaysShort.${Number(each) === 0 ? 7 : Number(each)}`));
    return words.t('preview.everyWeek', { days: days.join(' '), time });
  }
  return cron;
}
