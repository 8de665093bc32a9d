import type { PageLanguage } from '../words';

/** A length of time in its largest unit, in words: "3 minutes", "3 分鐘". Less than a second is none. */
export function howLong(ms: number, language: PageLanguage): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : seconds < 7_200 ? [Math.round(seconds / 60), 'minute'] : seconds < 172_800 ? [Math.round(seconds / 3_600), 'hour'] : [Math.round(seconds / 86_400), 'day'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value as number);
}
