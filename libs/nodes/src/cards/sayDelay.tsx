import type { DelayData } from '../delay/definition';
import type { PreviewWords } from '../nodeEditor';

/** How long a delay waits, in words. */
export function sayDelay(data: DelayData, words: PreviewWords): string {
  const lines = [sayUntil(data.until, words)];
  if (data.onlyInBusinessHours) lines.push(words.t('preview.inBusinessHours'));
  if (data.afterwards === 'tapToContinue') lines.push(words.t('preview.tapToContinue'));
  return lines.filter(Boolean).join('\n');
}

function sayUntil(until: DelayData['until'], words: PreviewWords): string {
  switch (until.mode) {
    case 'duration':
      return words.t(`durations.${until.duration.unit}`, { count: until.duration.amount });
    case 'dateTime':
      return words.t('preview.until', { moment: until.at.replace('T', ' ') });
    case 'field':
      return until.field && words.t('preview.untilField', { field: until.field });
    case 'weekday':
      return words.t('preview.untilWeekday', { days: until.days.map((day) => words.t(`weekdaysShort.${day}`)).join(' '), time: until.time });
  }
}
